import { afterAll, beforeAll, expect, test } from "vitest";

import { transact } from "@cartwright/db";

import { findPrincipal } from "#organizations/find-principal.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { readProfile } from "./read-profile.ts";
import { registerCustomer } from "./register-customer.ts";
import { updateProfile } from "./update-profile.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await createTestShop();
});

afterAll(() => shop.close());

async function register(email: string) {
  return transact(shop.db, (tx) => registerCustomer(tx, shop.guest(), { email, name: "Aino", passwordHash: null }));
}

test("a shopper changes name and number; everywhere they are called so, and the world is told once", async () => {
  const { userId, customerId, email } = await register("aino@example.com");
  const change = { userId, customerId, name: " Aino Laine ", phone: "040 123 4567", country: "FI" };
  const changed = { name: "Aino Laine", phone: "+358401234567" };
  expect(await updateProfile(shop.ctx, change)).toEqual(changed);
  expect(await updateProfile(shop.ctx, change)).toEqual(changed);
  expect(await readProfile(shop.ctx, { customerId })).toEqual(changed);
  const { organizationId } = shop;
  const principal = await findPrincipal(shop.services, { userId, organizationId, organization: "only" });
  expect(principal?.user?.name).toBe("Aino Laine");
  const told = await shop.events("customer.updated");
  expect(told.map(({ aggregateId, data }) => ({ aggregateId, data }))).toEqual([
    { aggregateId: customerId, data: { customerId, email } },
  ]);
  expect(await updateProfile(shop.ctx, { ...change, phone: null })).toEqual({ name: "Aino Laine", phone: null });
});

test("a number that nobody has is refused, and nothing is changed", async () => {
  const { userId, customerId } = await register("vieno@example.com");
  const change = updateProfile(shop.ctx, { userId, customerId, name: "Vieno", phone: "12", country: "FI" });
  await expect(change).rejects.toMatchObject({ code: "invalid_input", details: { field: "phone" } });
  expect(await readProfile(shop.ctx, { customerId })).toEqual({ name: "Aino", phone: null });
});

test("nobody changes somebody else, here or in another shop", async () => {
  const [mine, theirs] = [await register("mine@example.com"), await register("theirs@example.com")];
  const change = { userId: mine.userId, customerId: theirs.customerId, name: "X", phone: null, country: "FI" };
  await expect(updateProfile(shop.ctx, change)).rejects.toMatchObject({ code: "not_found" });
  const other = await createTestShop({ db: shop.db });
  const own = { ...change, customerId: mine.customerId };
  await expect(updateProfile(other.ctx, own)).rejects.toMatchObject({ code: "not_found" });
  await expect(readProfile(other.ctx, mine)).rejects.toMatchObject({ code: "not_found" });
});
