import { afterAll, beforeAll, expect, test, vi } from "vitest";

import type { Ctx } from "@cartwright/core";
import { gatherStockMarks } from "@cartwright/core/channels/gather-stock-marks";
import { adjustStock } from "@cartwright/core/inventory/adjust-stock";
import { checkIntegrity } from "@cartwright/core/jobs/check-integrity";
import { hearOfChange } from "@cartwright/core/shopify/sync/hear-of-change";
import { startShopifySync } from "@cartwright/core/shopify/sync/start-shopify-sync";
import { syncShopify } from "@cartwright/core/shopify/sync/sync-shopify";
import { pauseSync, resumeSync } from "@cartwright/core/sync/change-sync-run";
import type { TestShop } from "@cartwright/core/testing";
import type { ShopifyClient } from "@cartwright/integrations/contracts";

import { readChannelOrders } from "#testing/read-channel-orders.ts";
import { changed, openPullingPlace, type Puller, type PullingPlace } from "#testing/shopify-puller.ts";

// On a machine that is busy with something else.
vi.setConfig({ testTimeout: 120_000 });

let place: PullingPlace;
let puller: Puller;
let shop: TestShop;
let ctx: Ctx;
let client: ShopifyClient;
let integrationId = "";

beforeAll(async () => {
  place = await openPullingPlace();
  client = place.client();
});
afterAll(() => place.stop());

/** Opens a shop in the sandbox, and connects one of ours to it. */
async function connect(settings: Readonly<Record<string, unknown>>): Promise<void> {
  puller = await place.open(settings);
  ({ shop, integrationId } = puller);
  ctx = puller.ctx();
}

/** Reads Shopify by this client from now on. */
function use(shopify: ShopifyClient): void {
  puller.use(shopify);
  ctx = puller.ctx();
}

const control: Puller["lever"] = (...lever) => puller.lever(...lever);
const pull: Puller["pull"] = (...wanted) => puller.pull(...wanted);
const work: Puller["work"] = (...given) => puller.work(...given);
const runOf: Puller["runOf"] = (id) => puller.runOf(id);

const rawOrders = () =>
  shop.db.prisma.shopifyOrder.findMany({ where: { integrationId }, orderBy: { externalId: "asc" } });
const rawProducts = () =>
  shop.db.prisma.shopifyProduct.findMany({ where: { integrationId }, orderBy: { externalId: "asc" } });
const ofShop = () => ({ where: { organizationId: shop.organizationId } });
const orderGid = (index: number) => `gid://shopify/Order/${9_007_499_254_740_993n + BigInt(index)}`;
const productGid = (index: number) => `gid://shopify/Product/${9_007_199_254_740_993n + BigInt(index)}`;

test("a full run brings all into both layers, wherever in the file children stand, and a second one changes nothing", async () => {
  await connect({ products: 12, orders: 255 });
  expect(await pull("products", "full")).toMatchObject({ status: "completed", created: 12, totalItems: 12, errors: 0 });
  const orders = await pull("orders", "full");
  expect(orders).toMatchObject({ status: "completed", mode: "full", created: 255, totalItems: 255, errors: 0 });
  expect(await checkIntegrity(ctx)).toEqual([]);
  expect(await shop.db.prisma.product.count(ofShop())).toBe(12);
  expect(await shop.db.prisma.order.count(ofShop())).toBe(255);
  // Every order has the lines that Shopify told of it, each with its variant here.
  const [lines] = await shop.db.prisma.$queryRaw<{ told: number; ours: number; unknown: number }[]>`
    select (select sum(jsonb_array_length(payload->'lineItems'->'nodes'))::int from shopify_orders
        where integration_id = ${integrationId}::uuid) as told,
      count(*)::int as ours, (count(*) filter (where variant_id is null))::int as unknown
    from order_lines where organization_id = ${shop.organizationId}::uuid`;
  expect(lines).toEqual({ told: lines?.ours, ours: lines?.told, unknown: 0 });
  // Beyond 2^53 a number would have become its neighbour.
  expect((await rawOrders()).map(({ externalId }) => externalId)).toEqual(
    Array.from({ length: 255 }, (_, at) => orderGid(at)),
  );
  expect(await pull("products", "full")).toMatchObject({ created: 0, updated: 0, unchanged: 12, removed: 0 });
  expect(await pull("orders", "full")).toMatchObject({ created: 0, updated: 0, unchanged: 255, removed: 0 });
  expect(await shop.db.prisma.shopifyExportLine.count({ where: ofShop().where })).toBe(0);
});

test("a page and an export tell the same product and the same order", async () => {
  await connect({ products: 8, orders: 8 });
  await pull("products", "full");
  await pull("orders", "full");
  await control("POST", "/products", { change: Array.from({ length: 8 }, (_, index) => ({ index })), notify: false });
  await control("POST", "/orders", { change: Array.from({ length: 8 }, (_, index) => ({ index })), notify: false });
  const before = [await rawProducts(), await rawOrders()].flat().map(({ payload }) => payload);
  expect(await pull("products", "incremental")).toMatchObject({ updated: 8, totalItems: 8 });
  expect(await pull("orders", "incremental")).toMatchObject({ updated: 8, totalItems: 8 });
  const after = [await rawProducts(), await rawOrders()].flat().map(({ payload }) => payload);
  // The sandbox has a parcel leave when its order was last changed.
  const timeless = (payload: unknown) => ({ ...(payload as object), updatedAt: null, fulfillments: null });
  expect(after.map(timeless)).toEqual(before.map(timeless));
});

test("orders that change while a run reads them are not lost, and the watermark is not the end of the run", async () => {
  await connect({ products: 4, orders: 60 });
  await pull("products", "full");
  await pull("orders", "full");
  const all = Array.from({ length: 60 }, (_, index) => ({ index, fields: { note: "first" } }));
  await control("POST", "/orders", { change: all, notify: false });
  // After each page one that was read and one that was not are changed again, and one is new.
  let page = 0;
  use(
    changed(client, "orders", (feed) => ({
      async page(from, options) {
        const read = await feed.page(from, options);
        page += 1;
        const change = [{ index: page }, { index: 59 - page }].map((one) => ({
          ...one,
          fields: { note: `late ${page}` },
        }));
        if (page <= 3) await control("POST", "/orders", { add: 1, change, notify: false });
        return read;
      },
    })),
  );
  await pull("orders", "incremental");
  await pull("orders", "incremental");
  const told = (await control("GET", "")) as { orders: number };
  expect(told.orders).toBe(63);
  const notes = new Map((await rawOrders()).map((row) => [row.externalId, row.shopUpdatedAt]));
  expect(notes.size).toBe(63);
  const feed = await shop.db.prisma.shopifyFeed.findFirstOrThrow({ where: { integrationId, kind: "orders" } });
  const newest = Math.max(...[...notes.values()].map((at) => at.getTime()));
  // To the second, as Shopify tells times; the export before it was begun between two.
  expect(Math.floor((feed.watermark?.getTime() ?? 0) / 1_000) * 1_000).toBe(newest);
});

test("an older answer never takes the place of a newer one", async () => {
  await connect({ products: 3, orders: 1 });
  await pull("products", "full");
  const old = await client.reader.feeds.products.byIds(openShop(), [productGid(1)], {
    signal: new AbortController().signal,
  });
  await control("POST", "/products", { change: [{ index: 1, fields: { title: "New title" } }], notify: false });
  await pull("products", "incremental");
  use(changed(client, "products", () => ({ page: async () => ({ nodes: old, nextCursor: null }) })));
  expect(await pull("products", "incremental")).toMatchObject({ unchanged: 1, updated: 0 });
  expect((await rawProducts())[1]?.payload).toMatchObject({ title: "New title" });
  expect(await shop.db.prisma.product.count({ where: { ...ofShop().where, title: "New title" } })).toBe(1);
});

function openShop() {
  return client.openShop({
    shopDomain: puller.domain,
    accessToken: async () => {
      const { accessToken } = await client.oauth.clientCredentials({
        shopDomain: puller.domain,
        signal: AbortSignal.timeout(9_000),
      });
      return accessToken;
    },
    budget: { take: () => Promise.resolve(0), settle: () => Promise.resolve() },
  });
}

test("a thousand messages in a moment make one run, which reads what they told of by its id", async () => {
  await connect({ products: 40, orders: 1 });
  await pull("products", "full");
  await control("POST", "/products", { change: [{ index: 7, fields: { title: "Told" } }], notify: false });
  // Shopify's search does not know of it yet.
  use(
    changed(client, "products", () => ({ count: async () => 0, page: async () => ({ nodes: [], nextCursor: null }) })),
  );
  const told = { integrationId, kind: "products", change: "changed" } as const;
  for (let from = 0; from < 1_000; from += 50) {
    const some = Array.from({ length: 50 }, (_, at) => productGid((from + at) % 40));
    await Promise.all(some.map((externalId) => hearOfChange(ctx, { ...told, externalId })));
  }
  const key = `sync-shopify:products:${integrationId}`;
  const [waiting] = await shop.db.prisma.$queryRaw<{ jobs: number }[]>`
    select count(*)::int as jobs from graphile_worker.jobs where key = ${key}`;
  expect(waiting?.jobs).toBe(1);
  expect(await syncShopify(ctx, { kinds: ["products"], mode: "incremental", integrationId })).toBe(1);
  expect(await syncShopify(ctx, { kinds: ["products"], mode: "incremental", integrationId })).toBe(0);
  await work("products");
  expect(await shop.db.prisma.product.count({ where: { ...ofShop().where, title: "Told" } })).toBe(1);
  expect(await shop.db.prisma.shopifyHint.count({ where: { integrationId } })).toBe(0);
});

test("what is deleted there is archived here, and an answer from before does not bring it back", async () => {
  await connect({ products: 30, orders: 1 });
  await pull("products", "full");
  const old = await client.reader.feeds.products.byIds(openShop(), [productGid(2)], {
    signal: new AbortController().signal,
  });
  await control("POST", "/products", { remove: [2, 3], notify: false });
  await hearOfChange(ctx, { integrationId, kind: "products", externalId: productGid(2), change: "deleted" });
  use(changed(client, "products", () => ({ page: async () => ({ nodes: old, nextCursor: null }) })));
  await pull("products", "incremental");
  const archived = () => shop.db.prisma.product.count({ where: { ...ofShop().where, status: "archived" } });
  const before = await archived();
  use(client);
  // Nobody told of the other: the next full run misses it.
  expect(await pull("products", "full")).toMatchObject({ removed: 1, created: 0 });
  expect((await archived()) - before).toBe(1);
  const gone = (await rawProducts()).filter(({ deletedAt }) => deletedAt !== null).map(({ externalId }) => externalId);
  expect(gone).toEqual([productGid(2), productGid(3)]);
  expect(
    await shop.db.prisma.channelListing.count({
      where: { ...ofShop().where, externalIds: { path: ["productId"], equals: productGid(2) } },
    }),
  ).toBe(0);
});

test("a run is paused half-way and goes on with the rest, and one that is asked for meanwhile is that one", async () => {
  await connect({ products: 400, orders: 1 });
  const { syncRunId } = await startShopifySync(ctx, { kind: "products", mode: "full", integrationId });
  let handedOut = 0;
  use(
    changed(client, "products", (feed) => ({
      identify(node) {
        handedOut += 1;
        if (handedOut === 250) void pauseSync(ctx, { syncRunId });
        return feed.identify(node);
      },
    })),
  );
  await work("products");
  const paused = await runOf(syncRunId);
  expect(paused).toMatchObject({ status: "paused", totalItems: 400 });
  expect(paused.created).toBeLessThan(400);
  const again = await startShopifySync(ctx, { kind: "products", mode: "full", integrationId });
  expect(again).toMatchObject({ isNew: false, status: "paused", syncRunId });
  await resumeSync(ctx, { syncRunId });
  await work("products");
  const ended = await runOf(syncRunId);
  expect(ended).toMatchObject({ status: "completed", updated: 0, errors: 0 });
  // A page that a slow machine was asked to stop within is looked at again, and was written already.
  expect(ended.created + ended.unchanged).toBe(400);
  expect(await shop.db.prisma.product.count(ofShop())).toBe(400);
});

test("what cannot be brought over is kept with the reason, holds nothing up, and is tried again", async () => {
  await connect({ products: 5, orders: 1 });
  await control("POST", "/products", {
    change: [
      { index: 1, fields: { title: "a\u0000b" } },
      { index: 2, fields: { variantPatches: { 0: { price: "9.999" } } } },
    ],
    notify: false,
  });
  const run = await pull("products", "full");
  expect(run).toMatchObject({ status: "completed", created: 4, errors: 1 });
  expect(run.samples).toMatchObject([{ externalId: productGid(2) }]);
  expect((await rawProducts())[2]).toMatchObject({ error: "9.999 is no price in EUR", productId: null });
  await control("POST", "/products", { change: [{ index: 2, fields: { variantPatches: {} } }], notify: false });
  expect(await pull("products", "incremental")).toMatchObject({ errors: 0 });
  expect((await rawProducts())[2]).toMatchObject({ error: null, productId: expect.any(String) });
});

test("variants that swap their options and SKUs do not meet on the way", async () => {
  await connect({ products: 4, orders: 1 });
  await pull("products", "full");
  const variants = () =>
    shop.db.prisma.variant.findMany({
      ...ofShop(),
      where: { ...ofShop().where, product: { slug: { endsWith: "-4" } } },
      orderBy: { position: "asc" },
    });
  const [one, two] = await variants();
  const swapped = {
    0: { sku: two?.sku, selectedOptions: [{ name: "Colour", value: two?.title }] },
    1: { sku: one?.sku, selectedOptions: [{ name: "Colour", value: one?.title }] },
  };
  await control("POST", "/products", { change: [{ index: 3, fields: { variantPatches: swapped } }], notify: false });
  expect(await pull("products", "incremental")).toMatchObject({ updated: 1, errors: 0 });
  expect((await variants()).slice(0, 2).map(({ id, sku, title }) => [id, sku, title])).toEqual([
    [one?.id, two?.sku, two?.title],
    [two?.id, one?.sku, one?.title],
  ]);
});

test("what we sold before is tied to Shopify's by its SKU, and stays as we say it is", async () => {
  await connect({ products: 2, orders: 1 });
  const own = await shop.addProduct({ title: "Ours", sku: "SBX-0001-1", stock: 5 });
  expect(await pull("products", "full")).toMatchObject({ created: 2, errors: 0 });
  expect(await shop.db.prisma.product.findUniqueOrThrow({ where: { id: own.productId } })).toMatchObject({
    title: "Ours",
  });
  expect(await shop.db.prisma.channelListing.count({ where: { variantId: own.variantId } })).toBe(1);
  expect(await shop.db.prisma.product.count(ofShop())).toBe(2);
});

test("what Shopify keeps no count of takes no stock, is missed by no order, and is not told ours; counted there, it is taken over", async () => {
  await connect({ products: 3, orders: 30 });
  const tracked = (is: boolean) => ({
    variantPatches: Object.fromEntries([0, 1, 2, 3, 4].map((at) => [at, { tracked: is }])),
  });
  const all = (is: boolean) => ({ change: [0, 1, 2].map((index) => ({ index, fields: tracked(is) })), notify: false });
  await control("POST", "/products", all(false));
  await pull("products", "full");
  expect(await pull("orders", "full")).toMatchObject({ created: 30, errors: 0 });
  await control("POST", "/orders", { add: 5, notify: false });
  expect(await pull("orders", "incremental")).toMatchObject({ created: 5, errors: 0 });
  const { organizationId } = shop;
  const where = { organizationId };
  expect(await shop.db.prisma.channelShortfall.count({ where })).toBe(0);
  expect(await shop.db.prisma.stockLedger.count({ where })).toBe(0);
  expect(await shop.db.prisma.channelListing.count({ where: { ...where, stockKept: true } })).toBe(0);
  const { variantId } = await shop.db.prisma.channelListing.findFirstOrThrow({ where });
  await adjustStock(ctx, { variantId, onHand: 4, reason: "counted" });
  await gatherStockMarks(ctx);
  expect(await shop.db.prisma.channelPush.count({ where })).toBe(0);
  await control("POST", "/products", all(true));
  await pull("products", "incremental");
  expect(await shop.db.prisma.channelListing.count({ where: { ...where, stockKept: false } })).toBe(0);
  expect(await shop.db.prisma.stockLedger.count({ where: { ...where, reason: "import" } })).toBeGreaterThan(0);
  expect(await checkIntegrity(ctx)).toEqual([]);
});

test("what earlier orders wait for is on the shelf and promised; a new order takes from what is for sale", async () => {
  await connect({ products: 20, orders: 100 });
  await pull("products", "full");
  const forSale = await available();
  await pull("orders", "full");
  expect(await available()).toEqual(forSale);
  const [reserved] = await shop.db.prisma.$queryRaw<{ sum: number }[]>`
    select sum(reserved)::int as sum from stock_balances where organization_id = ${shop.organizationId}::uuid`;
  expect(reserved?.sum).toBeGreaterThan(0);
  await control("POST", "/orders", { add: 1, notify: false });
  await control("POST", "/orders", {
    change: [{ index: 100, fields: { displayFinancialStatus: "PAID", displayFulfillmentStatus: "UNFULFILLED" } }],
    notify: false,
  });
  expect(await pull("orders", "incremental")).toMatchObject({ errors: 0 });
  const taken =
    [...forSale.values()].reduce((a, b) => a + b, 0) - [...(await available()).values()].reduce((a, b) => a + b, 0);
  expect(taken).toBeGreaterThan(0);
  expect(await checkIntegrity(ctx)).toEqual([]);
});

async function available(): Promise<Map<string, number>> {
  const rows = await shop.db.prisma.stockBalance.findMany(ofShop());
  return new Map(rows.map(({ variantId, onHand, reserved }) => [variantId, onHand - reserved]));
}

test("orders from before the shop was connected come out as if each had been imported by itself", async () => {
  await connect({ products: 10, orders: 30 });
  await pull("products", "full");
  await pull("orders", "full");
  const together = await readChannelOrders(shop);
  // The same shop, of somebody who connected it before the first order: all go through the import, one by one.
  puller = await place.takeOver(puller, new Date(0));
  ({ shop, integrationId } = puller);
  ctx = puller.ctx();
  await pull("products", "full");
  const apart = await pull("orders", "full");
  expect(apart).toMatchObject({ status: "completed", errorMessage: null, created: 30, errors: 0 });
  expect(together).toHaveLength(30);
  expect(await readChannelOrders(shop)).toEqual(together);
});

test("a run that waits for a shop that was disconnected meanwhile fails with the reason, and is not tried again", async () => {
  await connect({ products: 1, orders: 1 });
  const { syncRunId } = await startShopifySync(ctx, { kind: "products", mode: "full", integrationId });
  await shop.db.prisma.shopifyIntegration.update({
    where: { id: integrationId },
    data: { state: "needs_reauthorization" },
  });
  await work("products");
  expect(await runOf(syncRunId)).toMatchObject({ status: "failed", errorMessage: "The shop is no longer connected." });
});
