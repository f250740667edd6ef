import { afterAll, beforeAll, expect, test } from "vitest";

import { addOrder } from "#testing/add-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { listSessions } from "./list-sessions.ts";
import { readSecurity } from "./read-security.ts";
import { removeIdentity } from "./remove-identity.ts";
import { signInByProvider, type VouchedFor } from "./sign-in-by-provider.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await createTestShop();
});

afterAll(() => shop.close());

let people = 0;

function somebody(email: string | null): VouchedFor {
  return { provider: "github", subject: String((people += 1)), email, name: "Aino" };
}

function enter(person: VouchedFor) {
  return signInByProvider(shop.guest(), { person, address: "192.0.2.1", userAgent: "Firefox" });
}

/** An account with a password, whose address is proven or not. */
async function account(email: string, { isProven }: { isProven: boolean }): Promise<string> {
  const { actor } = await shop.customer(email);
  if (actor.type !== "customer") throw new Error("a customer");
  const emailVerifiedAt = isProven ? shop.clock.now() : null;
  await shop.db.prisma.user.update({ where: { id: actor.userId }, data: { emailVerifiedAt } });
  return actor.userId;
}

test("who has no account gets one, once, also when they come twice at once, and their guest orders", async () => {
  const { orderId } = await addOrder(shop);
  const { email } = await shop.db.prisma.order.findUniqueOrThrow({ where: { id: orderId } });
  const person = somebody(email.toUpperCase());
  const [first, second] = await Promise.all([enter(person), enter(person)]);
  expect(first.userId).toBe(second.userId);
  expect(await listSessions(shop.services, first)).toHaveLength(2);
  const { customer } = await shop.db.prisma.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { customer: true },
  });
  expect(customer.userId).toBe(first.userId);
});

test("accounts are joined by an address that is proven on both sides, and the person is told", async () => {
  const userId = await account("joined@example.com", { isProven: true });
  const person = somebody("joined@example.com");
  expect((await enter(person)).userId).toBe(userId);
  expect(await readSecurity(shop.services, { userId })).toMatchObject({ identities: ["github"] });
  const mails = await shop.db.prisma.mail.findMany({ where: { recipient: "joined@example.com" } });
  expect(mails.map(({ kind }) => kind)).toEqual(["identity-linked"]);
  // From then on it is the id that counts.
  expect((await enter({ ...person, email: "moved@example.com" })).userId).toBe(userId);
});

test("an address that is not proven, there or here, joins nothing and makes nothing", async () => {
  const userId = await account("unproven@example.com", { isProven: false });
  await expect(enter(somebody("unproven@example.com"))).rejects.toMatchObject({ code: "identity_unverified" });
  await expect(enter(somebody(null))).rejects.toMatchObject({ code: "identity_unverified" });
  expect(await readSecurity(shop.services, { userId })).toMatchObject({ identities: [] });
});

test("a second step is not passed by", async () => {
  const userId = await account("careful@example.com", { isProven: true });
  await shop.db.prisma.secondFactor.create({
    data: { userId, sealedSecret: new Uint8Array(40), confirmedAt: shop.clock.now() },
  });
  await expect(enter(somebody("careful@example.com"))).rejects.toMatchObject({ code: "second_factor_required" });
  expect(await listSessions(shop.services, { userId })).toEqual([]);
});

test("a service is not taken out by who has no password yet, and would be locked out", async () => {
  const { userId } = await enter(somebody("nopassword@example.com"));
  const removal = { userId, provider: "github", password: "anything at all", address: "192.0.2.9" };
  await expect(removeIdentity(shop.ctx, removal)).rejects.toMatchObject({ code: "wrong_credentials" });
  expect(await readSecurity(shop.services, { userId })).toMatchObject({ identities: ["github"] });
});
