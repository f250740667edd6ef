import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { ProviderRefusedError, ProviderUnavailableError, RateLimitedError } from "@cartwright/integrations/contracts";

import { addStore, keyContext } from "#testing/add-store.ts";
import { createTestShop, type TestShop } from "#testing/create-test-shop.ts";
import { soldAs } from "#testing/fake-marketplace.ts";

import { disconnectStore } from "./disconnect-store.ts";
import { importReceipt } from "./import-receipt.ts";
import { readSyncStatus } from "./read-sync-status.ts";
import { registerStore } from "./register-store.ts";
import { openTokenVault } from "./token-vault.ts";

let shop: TestShop;
let storeId: string;
let syncToken: string;

beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.etsy.answerAll(null);
  ({ storeId, syncToken } = await addStore(shop));
});

let n = 0;
const newReceipt = () => `R-${(n += 1)}`;
const take = (receipt: string) => importReceipt(shop.guest(), { syncToken, receipt });
const logOf = (receipt: string) =>
  shop.db.prisma.marketplaceSyncLog.findUniqueOrThrow({ where: { storeId_receipt: { storeId, receipt } } });
const askedFor = (receipt: string) => shop.etsy.asked.filter((asked) => asked === receipt).length;
const minutesUntil = (at: Date | null) => at && (at.getTime() - shop.clock.now().getTime()) / 60_000;

test("registered again, by many at once, a store keeps its id and its sync token, and takes the new name", async () => {
  const again = (storeName: string) => addStore(shop, { externalStoreId: "shop-7", storeName });
  const all = await Promise.all(["One", "Two", "Three", "Four"].map(again));
  expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(1);
  await again("Five");
  const rows = await shop.db.prisma.marketplaceStore.findMany({ where: { externalStoreId: "shop-7" } });
  expect(rows.map(({ id, storeName }) => [id, storeName])).toEqual([[all[0]?.storeId, "Five"]]);
});

test("the same store of another organization is another store", async () => {
  const other = await createTestShop({ db: shop.db });
  const [mine, theirs] = [
    await addStore(shop, { externalStoreId: "x" }),
    await addStore(other, { externalStoreId: "x" }),
  ];
  expect(theirs.storeId).not.toBe(mine.storeId);
  expect(theirs.syncToken).not.toBe(mine.syncToken);
});

test("nobody but a program with an API key connects a store", async () => {
  const input = {
    externalStoreId: "1",
    storeName: "A",
    accessToken: "t",
    currency: "EUR",
    marketplace: "etsy",
  } as const;
  for (const ctx of [shop.guest(), await shop.member("owner"), await shop.customer()])
    await expect(registerStore(ctx, input)).rejects.toMatchObject({ code: "forbidden" });
  await expect(registerStore(keyContext(shop), input)).resolves.toHaveProperty("syncToken");
});

test("no token of a store stands anywhere as it is", async () => {
  const { storeId: id, syncToken: token } = await addStore(shop, { accessToken: "very-secret", refreshToken: "also" });
  const [{ row, audit }] = await shop.db.prisma.$queryRaw<[{ row: string; audit: string }]>`
    select (select encode(convert_to(s::text, 'UTF8'), 'escape') from marketplace_stores s where id = ${id}::uuid) as row,
      (select string_agg(a::text, '') from audit_log a where subject_id = ${id}) as audit`;
  for (const secret of ["very-secret", "also", token]) {
    for (const spelled of [secret, Buffer.from(secret).toString("hex")]) expect(row + audit).not.toContain(spelled);
  }
  const vault = openTokenVault(shop.services, { storeId: id });
  expect(await vault.load()).toEqual({ accessToken: "very-secret", refreshToken: "also", expiresAt: null });
});

test("twenty who ask for one receipt at once get the same answer, and the marketplace is asked once", async () => {
  const receipt = newReceipt();
  const asked = Promise.withResolvers<void>();
  shop.etsy.answer(receipt, async () => {
    await asked.promise;
    return soldAs("etsy", receipt);
  });
  const all = Promise.all(Array.from({ length: 20 }, () => take(receipt)));
  await expect.poll(() => askedFor(receipt)).toBe(1);
  asked.resolve();
  const answers = await all;
  expect(
    new Set(answers.map((answer) => JSON.stringify(answer, (_, v) => (typeof v === "bigint" ? `${v}` : v)))).size,
  ).toBe(1);
  expect(answers[0]).toMatchObject({
    success: true,
    orderId: `etsy-${receipt}`,
    amount: { minor: 1_999n, currency: "EUR" },
  });
  expect(askedFor(receipt)).toBe(1);
  expect(await readSyncStatus(shop.services, { syncToken })).toMatchObject({
    importedOrders: 1,
    syncStatus: "success",
  });
});

test("of a hundred different questions at once each gets its own answer", async () => {
  const other = await addStore(shop, { externalStoreId: "crowded" });
  const receipts = Array.from({ length: 100 }, () => newReceipt());
  const refused = new Set(receipts.filter((_, index) => index % 10 === 3));
  for (const receipt of refused) shop.etsy.answer(receipt, { kind: "refused", reason: "no such receipt" });
  const answers = await Promise.all(
    receipts.map((receipt, index) => {
      const opener = index % 10 === 7 ? "nobody's" : index % 2 === 0 ? syncToken : other.syncToken;
      return importReceipt(shop.guest(), { syncToken: opener, receipt }).catch(({ code }: { code: string }) => code);
    }),
  );
  const expected = receipts.map((receipt, index) => {
    if (index % 10 === 7) return "unauthenticated";
    if (refused.has(receipt)) return { success: false, error: "invalid_receipt" };
    return expect.objectContaining({ success: true, orderId: `etsy-${receipt}` });
  });
  expect(answers).toEqual(expected);
  expect(await readSyncStatus(shop.services, { syncToken })).toMatchObject({ importedOrders: 50 });
  expect(await readSyncStatus(shop.services, { syncToken: other.syncToken })).toMatchObject({ importedOrders: 30 });
});

test("what was imported is answered from the record, whatever the marketplace says by now", async () => {
  const receipt = newReceipt();
  const first = await take(receipt);
  shop.etsy.answerAll(new ProviderUnavailableError("away"));
  shop.clock.advance(86_400_000);
  expect(await take(receipt)).toEqual(first);
  expect(askedFor(receipt)).toBe(1);
});

test("nothing waits in a transaction while the marketplace is asked", async () => {
  const receipt = newReceipt();
  shop.etsy.answer(receipt, async () => {
    const [{ open }] = await shop.db.prisma.$queryRaw<[{ open: number }]>`
      select count(*)::int as open from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`;
    return { kind: "refused", reason: `${open} open` };
  });
  await take(receipt);
  expect((await logOf(receipt)).error).toBe("0 open");
});

test("a receipt that is none is refused and tried again after 5, 10, 20, 40, 60 and again 60 minutes, a day at most", async () => {
  const receipt = newReceipt();
  shop.etsy.answer(receipt, { kind: "refused", reason: "no such receipt" });
  const waits: (number | null)[] = [];
  for (let turn = 0; turn < 27; turn += 1) {
    expect(await take(receipt)).toEqual({ success: false, error: "invalid_receipt" });
    waits.push(minutesUntil((await logOf(receipt)).nextAttemptAt));
  }
  expect(waits.slice(0, 6)).toEqual([5, 10, 20, 40, 60, 60]);
  expect(waits.at(-1)).toBeNull();
  expect(await logOf(receipt)).toMatchObject({ status: "failed", error: "no such receipt", attempts: 27 });
});

test.for([
  ["as an answer", { kind: "rate_limited", retryAfterMs: 7_200_000 }],
  ["by our own count", new RateLimitedError("no tokens left", { retryAfterMs: 7_200_000 })],
] as const)("a limit told %s is answered as such, and a longer Retry-After is kept to", async ([, answer]) => {
  const receipt = newReceipt();
  shop.etsy.answer(receipt, answer);
  expect(await take(receipt)).toEqual({ success: false, error: "rate_limited" });
  expect(minutesUntil((await logOf(receipt)).nextAttemptAt)).toBe(120);
  expect(await readSyncStatus(shop.services, { syncToken })).toMatchObject({ rateLimitedCount: 1, importedOrders: 0 });
  shop.etsy.answer(receipt, soldAs("etsy", receipt));
  expect(await take(receipt)).toMatchObject({ success: true });
  expect(await readSyncStatus(shop.services, { syncToken })).toMatchObject({ rateLimitedCount: 0, importedOrders: 1 });
});

test.for([
  ["was away", new ProviderUnavailableError("etsy cannot be reached"), "Etsy cannot be reached. It is tried"],
  [
    "does not let us in",
    new ProviderRefusedError("401", { code: "unauthorized" }),
    "Register the store again with new tokens",
  ],
  ["broke something of ours", new TypeError("a defect"), "Something went wrong on our side"],
] as const)("a receipt is kept to be tried again when the marketplace %s", async ([, error, told]) => {
  const receipt = newReceipt();
  shop.etsy.answer(receipt, error);
  await expect(take(receipt)).rejects.toThrow(error instanceof TypeError ? "a defect" : "kept and tried again");
  const log = await logOf(receipt);
  expect(log).toMatchObject({ status: "pending", claimedUntil: null });
  expect(log.error).toContain(told);
  expect(minutesUntil(log.nextAttemptAt)).toBe(5);
});

test("who died while asking holds a receipt for a minute, and what they find later is not written over what others found", async () => {
  const receipt = newReceipt();
  const late = Promise.withResolvers<void>();
  shop.etsy.answer(receipt, async () => {
    await late.promise;
    return { kind: "refused", reason: "an old answer" };
  });
  const sleeper = take(receipt);
  await expect.poll(() => askedFor(receipt)).toBe(1);
  const { count } = await shop.db.prisma.marketplaceSyncLog.updateMany({
    where: { storeId, receipt, claimedUntil: { not: null } },
    data: { claimedUntil: new Date(0) },
  });
  expect(count).toBe(1);
  shop.etsy.answer(receipt, soldAs("etsy", receipt));
  const taken = await take(receipt);
  late.resolve();
  expect(await sleeper).toEqual(taken);
  expect(await logOf(receipt)).toMatchObject({ status: "success", attempts: 1, error: null });
});

test("a disconnected store takes nothing, has no tokens, and is itself again when it is registered once more", async () => {
  const { externalStoreId } = await shop.db.prisma.marketplaceStore.findUniqueOrThrow({ where: { id: storeId } });
  await disconnectStore(shop.ctx, { storeId });
  await disconnectStore(shop.ctx, { storeId });
  await expect(take(newReceipt())).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(readSyncStatus(shop.services, { syncToken })).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(openTokenVault(shop.services, { storeId }).load()).rejects.toMatchObject({ code: "unauthorized" });
  expect(await addStore(shop, { externalStoreId })).toEqual({ storeId, syncToken });
  expect(await take(newReceipt())).toMatchObject({ success: true });
});

test("of many whose access token ended one renews it, and all get what that one got", async () => {
  const vault = openTokenVault(shop.services, { storeId });
  const stale = await vault.load();
  let renewals = 0;
  const renew = async () => {
    renewals += 1;
    await shop.db.prisma.$queryRaw`select pg_sleep(0.05)::text`;
    return { accessToken: `new-${renewals}`, refreshToken: "next", expiresAt: new Date("2027-01-01T00:00:00Z") };
  };
  const got = await Promise.all(Array.from({ length: 8 }, () => vault.refresh(stale, renew)));
  expect(renewals).toBe(1);
  expect(got.map(({ accessToken }) => accessToken)).toEqual(Array.from({ length: 8 }, () => "new-1"));
  await expect(vault.refresh(await vault.load(), () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect((await vault.refresh(await vault.load(), renew)).accessToken).toBe("new-2");
});
