import { afterAll, beforeAll, expect, test } from "vitest";

import { transact } from "@cartwright/db";

import { createTestShop, type TestShop } from "#testing/index.ts";

import { normalizeEmail } from "./normalize-email.ts";
import { hashPassword } from "./password.ts";
import { registerCustomer } from "./register-customer.ts";
import { signInLimits, verifyCredentials } from "./verify-credentials.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await createTestShop();
});

afterAll(() => shop.close());

const password = "correct horse battery";

async function register(email: string) {
  const passwordHash = await hashPassword(password);
  return transact(shop.db, (tx) =>
    registerCustomer(tx, shop.guest(), { email: normalizeEmail(email), name: "Aino", passwordHash }),
  );
}

test("who registers can sign in, however the address is spelled", async () => {
  const made = await register("Aino@Example.com ");
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

test("a wrong password and an unknown account get the same refusal", async () => {
  await register("known@example.com");
  for (const email of ["known@example.com", "unknown@example.com"]) {
    const attempt = verifyCredentials(shop.services, { email, password: "wrong password", address: "192.0.2.2" });
    await expect(attempt).rejects.toMatchObject({ code: "wrong_credentials", details: {} });
  }
});

test("guessing at one account is stopped, also with parallel tries from many addresses", async () => {
  await register("target@example.com");
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
  await register("often@example.com");
  for (let index = 0; index < signInLimits.account + 2; index += 1) {
    await verifyCredentials(shop.services, { email: "often@example.com", password, address: "192.0.2.3" });
  }
});

test("a guest's orders with the same address stay apart from the new account", async () => {
  const guest = await shop.db.prisma.customer.create({
    data: { id: crypto.randomUUID(), organizationId: shop.organizationId, email: "shared@example.com" },
  });
  const made = await register("shared@example.com");
  expect(made.customerId).not.toBe(guest.id);
});
