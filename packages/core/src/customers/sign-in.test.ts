import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestShop, type TestShop } from "#testing/index.ts";

import { registerCustomer } from "./register-customer.ts";
import { signInLimits, verifyCredentials } from "./verify-credentials.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await createTestShop();
});

afterAll(() => shop.close());

const password = "correct horse battery";

test("who registers can sign in, however the address is spelled", async () => {
  const made = await registerCustomer(shop.guest(), { email: "Aino@Example.com ", name: "Aino", password });
  expect(made.email).toBe("aino@example.com");
  const spellings = ["aino@example.com", "  AINO@example.COM", "ａｉｎｏ@example.com"];
  for (const email of spellings) {
    const user = await verifyCredentials(shop.services, { email, password, address: "192.0.2.1" });
    expect(user.userId).toBe(made.userId);
  }
  expect((await shop.events("customer.created")).map(({ data }) => data)).toContainEqual({
    customerId: made.customerId,
    email: "aino@example.com",
  });
});

test("one address has one account, also when two register at once", async () => {
  const tries = await Promise.allSettled(
    [1, 2].map(() => registerCustomer(shop.guest(), { email: "twice@example.com", name: "T", password })),
  );
  expect(tries.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const again = registerCustomer(shop.guest(), { email: "TWICE@example.com", name: "T", password });
  await expect(again).rejects.toMatchObject({ code: "email_taken" });
});

test("a wrong password and an unknown account get the same refusal", async () => {
  await registerCustomer(shop.guest(), { email: "known@example.com", name: "K", password });
  for (const email of ["known@example.com", "unknown@example.com"]) {
    const attempt = verifyCredentials(shop.services, { email, password: "wrong password", address: "192.0.2.2" });
    await expect(attempt).rejects.toMatchObject({ code: "wrong_credentials", details: {} });
  }
});

test("guessing at one account is stopped, also with parallel tries from many addresses", async () => {
  await registerCustomer(shop.guest(), { email: "target@example.com", name: "T", password });
  const tries = Array.from({ length: signInLimits.account + 5 }, (_, index) => {
    const address = `198.51.100.${index}`;
    return verifyCredentials(shop.services, { email: "target@example.com", password: `guess ${index}`, address });
  });
  const codes = (await Promise.allSettled(tries)).map((result) =>
    result.status === "rejected" && result.reason instanceof Error && "code" in result.reason
      ? result.reason.code
      : "in",
  );
  expect(codes.filter((code) => code === "wrong_credentials")).toHaveLength(signInLimits.account);
  expect(codes.filter((code) => code === "rate_limited")).toHaveLength(5);
});

test("signing in often is no guessing", async () => {
  await registerCustomer(shop.guest(), { email: "often@example.com", name: "O", password });
  for (let index = 0; index < signInLimits.account + 2; index += 1) {
    await verifyCredentials(shop.services, { email: "often@example.com", password, address: "192.0.2.3" });
  }
});

test("a guest's orders with the same address stay apart from the new account", async () => {
  const guest = await shop.db.prisma.customer.create({
    data: { id: crypto.randomUUID(), organizationId: shop.organizationId, email: "shared@example.com" },
  });
  const made = await registerCustomer(shop.guest(), { email: "shared@example.com", name: "S", password });
  expect(made.customerId).not.toBe(guest.id);
});
