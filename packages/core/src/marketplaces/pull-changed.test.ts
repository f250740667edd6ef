import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import {
  type ChangedOrders,
  type ChangedPage,
  type ChannelOrder,
  type MarketplaceClient,
  ProviderRefusedError,
  ProviderUnavailableError,
  RateLimitedError,
} from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { addStore } from "#testing/add-store.ts";
import { channelLine, channelOrder } from "#testing/channel-order.ts";
import { createTestShop, type TestShop } from "#testing/create-test-shop.ts";
import { soldAs } from "#testing/fake-marketplace.ts";

import { createHintListener } from "./hear-hint.ts";
import { importReceipt } from "./import-receipt.ts";
import { syncStore } from "./sync-store.ts";

let shop: TestShop;
let sku: string;
let variantId: string;
let storeId: string;
let syncToken: string;
let externalStoreId: string;
/** What the marketplace was asked for, and what it answers. */
let asked: ChangedPage[];
let answers: (Partial<ChangedOrders> | Error)[];

const minutes = 60_000;
const complete = new Date("2026-11-20T10:00:00Z");

const listChanged: MarketplaceClient["listChanged"] = async (_store, page) => {
  asked.push(page);
  const answer = answers.shift() ?? {};
  if (answer instanceof Error) throw answer;
  const isLast = (answer.nextCursor ?? null) === null;
  return { orders: [], unreadable: [], nextCursor: null, completeUntil: isLast ? complete : null, ...answer };
};
const listing = (ctx: Ctx): Ctx => ({ ...ctx, marketplaces: { etsy: { ...shop.etsy, listChanged } } });

beforeAll(async () => {
  shop = await createTestShop();
  ({ sku, variantId } = await shop.addProduct({ stock: 1_000 }));
});
afterAll(() => shop.close());
beforeEach(async () => {
  [asked, answers] = [[], []];
  externalStoreId = crypto.randomUUID();
  ({ storeId, syncToken } = await addStore({ as: (actor) => listing(shop.as(actor)) }, { externalStoreId }));
});

const sold = (change: Partial<ChannelOrder> = {}) =>
  channelOrder({ storeId, lines: [channelLine({ sku, quantity: 1 })], ...change });
const sync = () => syncStore(listing(shop.ctx), { storeId });
const store = () => shop.db.prisma.marketplaceStore.findUniqueOrThrow({ where: { id: storeId } });
const logs = () => shop.db.prisma.marketplaceSyncLog.findMany({ where: { storeId }, orderBy: { receipt: "asc" } });
const reserved = async () => (await shop.stock(variantId)).reserved;

test("a receipt whose sale the marketplace tells in full becomes an order of ours, and is answered by its id", async () => {
  const order = sold();
  const total = { minor: 2_500n, currency: "EUR" };
  const before = await reserved();
  shop.etsy.answer(order.externalId, { kind: "accepted", externalOrderId: order.externalId, total, order });
  const take = () => importReceipt(shop.guest(), { syncToken, receipt: order.externalId });
  const all = await Promise.all(Array.from({ length: 20 }, take));
  const { id } = await shop.db.prisma.order.findFirstOrThrow({ where: { email: order.buyer.email ?? "" } });
  for (const answer of all) expect(answer).toMatchObject({ success: true, orderId: id });
  expect(await reserved()).toBe(before + 1);
});

test("what changed is taken over page by page, and the next look begins where this one was complete", async () => {
  const [one, two, three] = [sold(), sold(), sold()];
  answers = [{ orders: [one, two], nextCursor: "p2" }, { orders: [three] }];
  expect(await sync()).toMatchObject({ status: "completed", successCount: 3, failedCount: 0 });
  const { createdAt, importedOrders, syncStatus, nextPullAt, pulledUntil } = await store();
  expect(asked).toEqual([
    { since: createdAt, cursor: null },
    { since: createdAt, cursor: "p2" },
  ]);
  expect({ importedOrders, syncStatus, pulledUntil }).toEqual({
    importedOrders: 3,
    syncStatus: "success",
    pulledUntil: complete,
  });
  expect(nextPullAt).toEqual(new Date(shop.clock.now().getTime() + 10 * minutes));
  expect((await logs()).every(({ orderId, status }) => orderId !== null && status === "success")).toBe(true);
  expect(await sync()).toBeNull();
  shop.clock.advance(10 * minutes);
  const shipped = {
    ...one,
    updatedAt: new Date(one.updatedAt.getTime() + 1),
    cancelled: { at: complete, reason: "by the buyer" },
  };
  answers = [{ orders: [shipped, two] }];
  expect(await sync()).toMatchObject({ successCount: 2 });
  expect(asked.at(-1)).toEqual({ since: complete, cursor: null });
  const orderId = (await logs()).find(({ receipt }) => receipt === one.externalId)?.orderId ?? "";
  expect(await shop.db.prisma.order.findUniqueOrThrow({ where: { id: orderId } })).toMatchObject({
    status: "cancelled",
  });
  expect((await store()).importedOrders).toBe(3);
});

test.for([
  ["its limit", new RateLimitedError("no tokens left", { retryAfterMs: 3 * minutes }), 3, "completed"],
  ["an outage", new ProviderUnavailableError("etsy cannot be reached"), 5, "failed"],
] as const)("a look that was cut off by %s goes on at its page", async ([, error, wait, status]) => {
  answers = [{ orders: [sold()], nextCursor: "p2" }, error];
  expect(await sync()).toMatchObject({ status, successCount: 1 });
  expect(await store()).toMatchObject({
    pullCursor: "p2",
    pulledUntil: null,
    heldUntil: new Date(shop.clock.now().getTime() + wait * minutes),
  });
  expect(await sync()).toBeNull();
  shop.clock.advance(wait * minutes);
  answers = [{ orders: [sold()] }];
  expect(await sync()).toMatchObject({ status: "completed", successCount: 1 });
  expect(asked.at(-1)).toEqual({ since: (await store()).createdAt, cursor: "p2" });
  expect(await store()).toMatchObject({ pullCursor: null, pulledUntil: complete, importedOrders: 2 });
});

test("a place in the list that has become too old is given up, and the look begins anew", async () => {
  answers = [{ nextCursor: "p2" }, new ProviderRefusedError("the token has expired", { code: "400" })];
  expect(await sync()).toMatchObject({ status: "failed" });
  shop.clock.advance(5 * minutes);
  answers = [{ orders: [sold()] }];
  expect(await sync()).toMatchObject({ status: "completed", successCount: 1 });
  expect(asked.at(-1)).toMatchObject({ cursor: null });
});

test("an order that makes no sense, or cannot be read, is counted and holds up nothing", async () => {
  const strange = sold({ total: "no number" });
  answers = [{ orders: [strange, sold()], unreadable: [{ externalId: "x", message: "no lines" }] }];
  expect(await sync()).toMatchObject({ status: "completed", successCount: 1, failedCount: 2 });
  const log = (await logs()).find(({ receipt }) => receipt === strange.externalId);
  expect(log).toMatchObject({ status: "failed", nextAttemptAt: expect.any(Date) });
});

test("a hint has the order asked for at once, wherever the store is connected, and once more when it has changed", async () => {
  const elsewhere = await createTestShop({ db: shop.db });
  await addStore(elsewhere, { externalStoreId });
  const hear = createHintListener(shop.services);
  const hint = { channel: "etsy", externalStoreId, receipt: crypto.randomUUID() } as const;
  const options = { requestId: "hint-1", signal: new AbortController().signal };
  expect(await hear({ ...hint, externalStoreId: "somebody's" }, options)).toBe("ignored");
  expect(await hear(hint, options)).toBe("processed");
  const found = await shop.db.prisma.marketplaceSyncLog.findMany({ where: { receipt: hint.receipt } });
  expect(found.map(({ organizationId }) => organizationId).toSorted()).toEqual(
    [shop.organizationId, elsewhere.organizationId].toSorted(),
  );
  expect(found.every(({ status }) => status === "success")).toBe(true);
  shop.etsy.answer(hint.receipt, new ProviderUnavailableError("away"));
  await expect(hear(hint, options)).rejects.toThrow("Away. It is tried again by itself.");
  shop.etsy.answer(hint.receipt, soldAs("etsy", hint.receipt));
  expect(await hear(hint, options)).toBe("processed");
  expect(shop.etsy.asked.filter((receipt) => receipt === hint.receipt)).toHaveLength(5);
});
