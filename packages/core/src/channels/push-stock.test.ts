import { afterAll, beforeAll, expect, test } from "vitest";

import { newId } from "@cartwright/db";
import {
  ProviderRefusedError,
  ProviderUnavailableError,
  type QuantityOutcome,
  type SetQuantities,
  type StockChannel,
} from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { adjustStock } from "#inventory/adjust-stock.ts";
import { cancelOrder } from "#orders/cancel-order.ts";
import { placeOrder } from "#orders/place-order.ts";
import { channelLine, channelOrder } from "#testing/channel-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { enqueueDuePushes, type PushTarget } from "./enqueue-due-pushes.ts";
import { gatherStockMarks } from "./gather-stock-marks.ts";
import { importOrder } from "./import-order.ts";
import { listRefusedListings } from "./list-refused-listings.ts";
import { pushDelayMs } from "./push-delay.ts";
import { pushLeaseMs } from "./push-lease.ts";
import { pushStock } from "./push-stock.ts";
import { removeListings, saveListings } from "./save-listings.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop({ connections: 20 });
});
afterAll(() => shop.close());

test("a sale here, a cancel, a count and a sale at another channel are each told to the stores that list it, the newest number once", async () => {
  const { variantId, sku } = await shop.addProduct({ stock: 10 });
  const etsy = await openStore("etsy", [variantId]);
  const amazon = await openStore("amazon", [variantId]);
  await etsy.push();
  await amazon.push();
  expect(etsy.shown(variantId)).toBe(10);
  const { orderId } = await buy(variantId, 2);
  await buy(variantId, 1);
  await etsy.push();
  expect(etsy.heard().slice(1)).toEqual([{ [variantId]: 7 }]);
  await cancelOrder(shop.ctx, { orderId, reason: "no" });
  await etsy.push();
  await adjustStock(shop.ctx, { variantId, delta: 5, reason: "counted" });
  await etsy.push();
  // Sold at Amazon: Amazon has counted it off itself.
  await amazon.push();
  const { storeId } = amazon.target;
  await importOrder(shop.ctx, channelOrder({ channel: "amazon", storeId, lines: [channelLine({ sku, quantity: 4 })] }));
  await Promise.all([etsy.push(), amazon.push()]);
  expect(etsy.heard().slice(2)).toEqual([{ [variantId]: 9 }, { [variantId]: 14 }, { [variantId]: 10 }]);
  expect(amazon.heard()).toEqual([{ [variantId]: 10 }, { [variantId]: 14 }]);
});

test("what does not change what is available is told to nobody, nor is a variant that the store does not list", async () => {
  const listed = await shop.addProduct({ stock: 3 });
  const other = await shop.addProduct({ stock: 3 });
  const store = await openStore("etsy", [listed.variantId]);
  await store.push();
  await buy(other.variantId, 1);
  await adjustStock(shop.ctx, { variantId: listed.variantId, delta: 0, reason: "counted" });
  expect(await store.push()).toMatchObject({ end: "busy" });
  expect(store.heard()).toHaveLength(1);
});

test("twenty sales at once during pushes end with the store showing what is there", async () => {
  const { variantId } = await shop.addProduct({ stock: 100 });
  const store = await openStore("etsy", [variantId]);
  const sales = Promise.all(Array.from({ length: 20 }, () => buy(variantId, 1)));
  for (let round = 0; round < 5; round += 1) await store.push();
  await sales;
  await store.push();
  expect(store.shown(variantId)).toBe(80);
});

test("a change that commits between the reading of a number and its recording is told after it", async () => {
  const { variantId } = await shop.addProduct({ stock: 5 });
  const store = await openStore("etsy", [variantId]);
  let once = true;
  store.meanwhile = async () => {
    if (once) await buy(variantId, 1);
    once = false;
    await gatherStockMarks(shop.services);
  };
  expect(await store.push()).toMatchObject({ end: "done", told: 2 });
  expect(store.heard()).toEqual([{ [variantId]: 5 }, { [variantId]: 4 }]);
});

test("a channel that is away is left alone for longer and longer, and then told with the same key until the number changes", async () => {
  const { variantId } = await shop.addProduct({ stock: 5 });
  const store = await openStore("etsy", [variantId]);
  store.meanwhile = () => Promise.reject(new ProviderUnavailableError("Etsy is away", { retryAfterMs: 60_000 }));
  expect(await store.push()).toMatchObject({ end: "delayed" });
  expect(await store.push()).toMatchObject({ end: "busy" });
  shop.clock.advance(60_000);
  expect(await store.push()).toMatchObject({ end: "delayed" });
  shop.clock.advance(60_000);
  await buy(variantId, 1);
  store.meanwhile = () => Promise.resolve();
  expect(await store.push()).toMatchObject({ end: "done", told: 1 });
  const keys = store.calls.map(({ idempotencyKey }) => idempotencyKey);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
  expect(store.shown(variantId)).toBe(4);
  const row = await shop.db.prisma.channelPush.findFirst({ where: { storeId: store.target.storeId } });
  expect(row).toMatchObject({ failures: 0, lastError: null, nextPushAt: null });
});

test("the same number again, after another was told, is another push", async () => {
  const { variantId } = await shop.addProduct({ stock: 5 });
  const store = await openStore("etsy", [variantId]);
  await store.push();
  const { orderId } = await buy(variantId, 1);
  await store.push();
  await cancelOrder(shop.ctx, { orderId, reason: "no" });
  await store.push();
  expect(store.heard().map((told) => told[variantId])).toEqual([5, 4, 5]);
  expect(new Set(store.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
});

test("of two workers one pushes, and when it is killed in the middle the other does so after its lease, with the same key", async () => {
  const { variantId } = await shop.addProduct({ stock: 8 });
  const store = await openStore("etsy", [variantId]);
  const called = Promise.withResolvers<void>();
  const dead = Promise.withResolvers<void>();
  store.meanwhile = () => {
    called.resolve();
    return dead.promise;
  };
  const killed = store.push();
  await called.promise;
  store.meanwhile = () => Promise.resolve();
  expect(await store.push()).toMatchObject({ end: "busy" });
  shop.clock.advance(pushLeaseMs + 1);
  await buy(variantId, 1);
  await adjustStock(shop.ctx, { variantId, delta: 1, reason: "counted" });
  expect(await store.push()).toMatchObject({ end: "done", told: 1 });
  // The first was not dead after all, only late: what it says is not written down any more.
  dead.resolve();
  expect(await killed).toMatchObject({ end: "taken_over" });
  expect(store.calls.map(({ idempotencyKey }) => idempotencyKey)).toEqual(
    Array.from({ length: 2 }, () => store.calls[0]?.idempotencyKey),
  );
  const listing = await shop.db.prisma.channelListing.findFirstOrThrow({ where: { variantId } });
  expect(listing).toMatchObject({ lastPushedQuantity: 8, pushedRevision: listing.revision });
});

test("what the channel refuses is told to staff and not sent again until it changes; the others of the batch are", async () => {
  const [good, bad] = await Promise.all([shop.addProduct({ stock: 2 }), shop.addProduct({ stock: 3 })]);
  const store = await openStore("etsy", [good.variantId, bad.variantId]);
  store.refuse = bad.variantId;
  expect(await store.push()).toMatchObject({ end: "done", told: 1, refused: 1 });
  expect(await listRefusedListings(shop.ctx)).toMatchObject([
    { sku: bad.sku, error: "No such listing", lastPushedQuantity: null },
  ]);
  expect(await store.push()).toMatchObject({ end: "busy" });
  store.refuse = undefined;
  await buy(bad.variantId, 1);
  await store.push();
  expect(store.shown(bad.variantId)).toBe(2);
  expect(await listRefusedListings(shop.ctx)).toEqual([]);
});

test("a store that refuses us altogether waits half an hour, and says why", async () => {
  const { variantId } = await shop.addProduct({});
  const store = await openStore("etsy", [variantId]);
  store.meanwhile = () =>
    Promise.reject(new ProviderRefusedError("The store must be connected anew", { code: "unauthorized" }));
  expect(await store.push()).toMatchObject({ end: "delayed" });
  const row = await shop.db.prisma.channelPush.findFirstOrThrow({ where: { storeId: store.target.storeId } });
  expect(row).toMatchObject({
    failures: 1,
    lastError: "Etsy does not let us in. Register the store again with new tokens.",
  });
  expect(row.nextPushAt?.getTime()).toBe(shop.clock.now().getTime() + 30 * 60_000);
});

test("more listings than a call takes go in several calls", async () => {
  const { variantIds } = await shop.addProduct({ stock: 1, variants: 7 });
  const store = await openStore("etsy", variantIds, { batchSize: 3 });
  expect(await store.push()).toMatchObject({ end: "done", told: 7 });
  expect(store.calls.map(({ quantities }) => quantities.length)).toEqual([3, 3, 1]);
});

test("each store that is due has one job, however often one looks, and none while somebody pushes to it", async () => {
  const { variantId } = await shop.addProduct({});
  const store = await openStore("etsy", [variantId]);
  const jobs = async () => {
    await enqueueDuePushes(store.services);
    const key = `push-stock:etsy:${store.target.storeId}`;
    const { rows } = await shop.db.pool.query("select 1 from graphile_worker.jobs where key = $1", [key]);
    return rows.length;
  };
  expect(await jobs()).toBe(1);
  expect(await jobs()).toBe(1);
});

test("listings are kept once, found by SKU, told again when they sell something else, and forgotten when they are taken down", async () => {
  const [first, second] = await Promise.all([shop.addProduct({ stock: 1 }), shop.addProduct({ stock: 2 })]);
  const store = { channel: "shopify" as const, storeId: newId() };
  const listing = { externalId: "gid://1", externalIds: { locationId: "9" }, sku: first.sku, variantId: null };
  const unknown = { ...listing, externalId: "gid://2", sku: "NOBODY" };
  const save = (...listings: Parameters<typeof saveListings>[1]["listings"]) =>
    saveListings(shop.ctx, { store, listings });
  expect(await save(listing, unknown)).toEqual({ changed: 1, unknown: 1 });
  expect(await save(listing)).toEqual({ changed: 0, unknown: 0 });
  expect(await save({ ...listing, variantId: second.variantId })).toEqual({ changed: 1, unknown: 0 });
  const [row] = await shop.db.prisma.channelListing.findMany({ where: { storeId: store.storeId } });
  expect(row).toMatchObject({ variantId: second.variantId, revision: 2, pushedRevision: 0 });
  expect(await removeListings(shop.ctx, { store, externalIds: ["gid://1", "gid://2"] })).toBe(1);
});

test("the pause after a failed push doubles up to a quarter of an hour, and is never shorter than the channel asked for", () => {
  const pauses = [1, 2, 3, 9, 40].map((failures) => pushDelayMs({ failures, retryAfterMs: null, random: 0 }));
  expect(pauses).toEqual([5_000, 10_000, 20_000, 900_000, 900_000]);
  expect(pushDelayMs({ failures: 1, retryAfterMs: null, random: 1 })).toBe(4_000);
  expect(pushDelayMs({ failures: 1, retryAfterMs: 3_600_000, random: 1 })).toBe(3_600_000);
});

function buy(variantId: string, quantity: number) {
  const items = [{ variantId, quantity }];
  return placeOrder(shop.guest(), { items, email: "aino@example.com", paymentMethod: "invoice" });
}

/** A store that lists variants under their own ids, at a channel that writes down what it hears. */
async function openStore(channel: PushTarget["channel"], variantIds: readonly string[], { batchSize = 50 } = {}) {
  const target: PushTarget = { organizationId: shop.organizationId, channel, storeId: newId() };
  const calls: SetQuantities[] = [];
  const answered: SetQuantities[] = [];
  const store = {
    target,
    calls,
    refuse: undefined as string | undefined,
    meanwhile: () => Promise.resolve(),
    services: { ...shop.services, stockChannels: { [channel]: stockChannel() } } satisfies Services,
    heard: () => answered.map(toNumbers),
    shown: (variantId: string) => answered.map(toNumbers).findLast((told) => variantId in told)?.[variantId],
    async push() {
      await gatherStockMarks(shop.services);
      return pushStock(store.services, target);
    },
  };
  function stockChannel(): StockChannel {
    return {
      channel,
      batchSize,
      async setQuantities(input): Promise<QuantityOutcome[]> {
        calls.push(input);
        await store.meanwhile();
        answered.push(input);
        return input.quantities.map(({ listing: { externalId } }) =>
          externalId === store.refuse
            ? { externalId, ok: false, message: "No such listing" }
            : { externalId, ok: true },
        );
      },
    };
  }
  const listings = variantIds.map((id) => ({ externalId: id, externalIds: {}, sku: null, variantId: id }));
  await saveListings(shop.ctx, { store: target, listings });
  return store;
}

function toNumbers({ quantities }: SetQuantities): Record<string, number> {
  return Object.fromEntries(quantities.map(({ listing, quantity }) => [listing.externalId, quantity]));
}
