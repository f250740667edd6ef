import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

import { startShopifySync } from "@cartwright/core/shopify/sync/start-shopify-sync";
import type { ShopifyKind } from "@cartwright/integrations/contracts";
import { listGuards } from "@cartwright/integrations/resilience";

import { readChannelOrders } from "#testing/read-channel-orders.ts";
import { readProducts } from "#testing/read-products.ts";
import { changed, openPullingPlace, type Puller, type PullingPlace } from "#testing/shopify-puller.ts";

let place: PullingPlace;

beforeAll(async () => {
  place = await openPullingPlace();
});
afterEach(() => {
  vi.useRealTimers();
  return place.sandbox.clearFaults();
});
afterAll(() => place.stop());

/** A run, and what its job does again and again until it has come to its end. */
async function pullToTheEnd(puller: Puller, kind: ShopifyKind, mode: "full" | "incremental") {
  let run = await puller.pull(kind, mode);
  for (let rounds = 0; run.status === "pending" && rounds < 30; rounds += 1) {
    await puller.work(kind);
    run = await puller.runOf(run.id);
  }
  return run;
}

async function pullBoth(puller: Puller): Promise<{ readonly orders: object[]; readonly products: object[] }> {
  for (const mode of ["full", "incremental"] as const)
    for (const kind of ["products", "orders"] as const)
      expect(await pullToTheEnd(puller, kind, mode)).toMatchObject({ status: "completed", errors: 0 });
  return { orders: await readChannelOrders(puller.shop), products: await readProducts(puller.shop) };
}

/** 30 % too many, 10 % hang, 5 % break off, exports included; each is drawn of what the ones before let through. */
async function breakALot(): Promise<void> {
  const target = "shopify";
  await place.sandbox.fault({ target, kind: "rate_limit", rate: 0.3, retryAfterSeconds: 0 });
  await place.sandbox.fault({ target, kind: "timeout", rate: 0.14, delayMs: 60_000 });
  await place.sandbox.fault({ target, kind: "malformed", rate: 0.08 });
}

/** Every page holds once more what the page before it held. */
function repeating(client: ReturnType<PullingPlace["client"]>, kind: ShopifyKind) {
  let before: readonly unknown[] = [];
  return changed(client, kind, (feed) => ({
    async page(shop, options) {
      const page = await feed.page(shop, options);
      const nodes = [...before, ...page.nodes];
      before = page.nodes;
      return { ...page, nodes };
    },
  }));
}

test("on a bad day Shopify's products and orders come to the same rows as on a good one, and none is refused for points", async () => {
  const one = await place.open({ products: 12, orders: 24 });
  const good = await pullBoth(one);
  const other = await place.takeOver(one);
  const client = place.client({ timeoutMs: 150, opensAfter: 30, delayMs: 10 });
  other.use(repeating(repeating(client, "products"), "orders"));
  await breakALot();
  const bad = await pullBoth(other);
  const { items } = (await place.sandbox.control("GET", "/faults")) as { items: { struck: number }[] };
  expect(items.reduce((sum, { struck }) => sum + struck, 0)).toBeGreaterThan(10);
  expect(bad).toEqual(good);
  expect(good.orders).toHaveLength(24);
  expect(await other.lever("GET")).toMatchObject({ throttled: 0 });
});

test("an export's file that is cut in half is read on from its last whole line", async () => {
  const puller = await place.open({ products: 2, orders: 200 });
  await place.sandbox.fault({ target: "shopify", kind: "malformed", times: 3, pathPattern: "\\.jsonl$" });
  expect(await puller.pull("orders", "full")).toMatchObject({ status: "completed", created: 200, errors: 0 });
});

test("a Shopify that is down for an hour costs nothing but time: no job is dead, and the run goes on where it was", async () => {
  const puller = await place.open({ products: 3, orders: 12 });
  const { shop, integrationId } = puller;
  await puller.pull("products", "full");
  puller.use(place.client({ opensAfter: 3, delayMs: 1 }));
  const circuit = () =>
    listGuards()
      .find(({ name }) => name === "shopify")
      ?.state().circuit;
  await place.sandbox.fault({ target: "shopify", kind: "status", status: 503 });
  const { syncRunId } = await startShopifySync(puller.ctx(), { kind: "orders", mode: "full", integrationId });
  await puller.work("orders");
  expect(await puller.runOf(syncRunId)).toMatchObject({
    status: "pending",
    errorMessage: "Shopify answered 503",
    nextTryAt: expect.any(Date),
  });
  expect(circuit()).toBe("open");
  await shop.db.prisma.syncRun.update({
    where: { id: syncRunId },
    data: { awaySince: new Date(Date.now() - 3_600_000) },
  });
  await puller.work("orders");
  const { nextTryAt, errorMessage } = await puller.runOf(syncRunId);
  expect(errorMessage).toBe("shopify failed repeatedly and is left alone for a moment");
  expect(((nextTryAt?.getTime() ?? 0) - Date.now()) / 60_000).toBeCloseTo(15, 0);
  const [jobs] = await shop.db.prisma.$queryRaw<object[]>`
    select count(*)::int as waiting, coalesce(max(attempts), 0) as attempts,
      (select count(*)::int from dead_letters) as dead
    from graphile_worker.jobs where key like ${`%shopify-orders/${integrationId}`}`;
  expect(jobs).toEqual({ waiting: 1, attempts: 0, dead: 0 });
  await place.sandbox.clearFaults();
  // The breaker lets a call through when its pause is over, by this clock; a minute is the longest.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  await puller.work("orders");
  expect(await puller.runOf(syncRunId)).toMatchObject({
    status: "completed",
    created: 12,
    errorMessage: null,
    awaySince: null,
  });
  expect(circuit()).toBe("closed");
});

test("an app that may not see who buys is refused exports of orders, and has all of them by pages, without their buyers", async () => {
  const puller = await place.open({ products: 4, orders: 30, protectedCustomerData: false });
  await puller.pull("products", "full");
  const full = await puller.pull("orders", "full");
  expect(full).toMatchObject({ status: "completed", created: 30, totalItems: 30, errors: 0, errorMessage: null });
  const { integrationId, shop } = puller;
  const [order] = await shop.db.prisma.shopifyOrder.findMany({ where: { integrationId }, take: 1 });
  expect(order?.payload).toMatchObject({ customer: null, shippingAddress: null });
  expect(await puller.pull("orders", "full")).toMatchObject({ created: 0, unchanged: 30, removed: 0 });
  await puller.lever("POST", "/orders", { add: 2, notify: false });
  expect(await puller.pull("orders", "incremental")).toMatchObject({ status: "completed", created: 2 });
});
