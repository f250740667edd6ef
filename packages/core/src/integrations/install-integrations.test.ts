import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { transact } from "@cartwright/db";
import type { LentRuntime, OpenIntegration, Shop, WebhookSource } from "@cartwright/integrations/contracts";

import { createEvents } from "#events/create-events.ts";
import { createJobRegistry, type JobRegistry } from "#jobs/job-registry.ts";
import { recordInvoicePayment } from "#payments/record-invoice-payment.ts";
import { addOrder } from "#testing/add-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { installIntegrations } from "./install-integrations.ts";

let mine: TestShop;
let other: TestShop;
let shop: Shop;
beforeAll(async () => {
  mine = await createTestShop();
  other = await createTestShop({ db: mine.db });
  ({ shop } = lendTo(await install()));
});
afterAll(() => mine.close());

interface Installed {
  readonly lent: LentRuntime[];
  readonly sources: ReturnType<typeof installIntegrations>;
  readonly subscriptions: ReturnType<typeof createEvents>["subscriptions"];
  readonly jobs: JobRegistry;
  readonly registered: { name: string; onlyFor: string | undefined }[];
}

async function install(more: readonly OpenIntegration[] = []): Promise<Installed> {
  const { slug } = await mine.db.prisma.organization.findUniqueOrThrow({ where: { id: mine.organizationId } });
  const lent: LentRuntime[] = [];
  const registered: { name: string; onlyFor: string | undefined }[] = [];
  const asked: Promise<void>[] = [];
  const sync: LentRuntime["sync"] = {
    registerSyncJob({ name }, { onlyFor } = {}) {
      asked.push(Promise.resolve(onlyFor?.()).then((id) => void registered.push({ name, onlyFor: id })));
    },
    scheduleSyncJob: () => undefined,
  };
  const { events, subscriptions } = createEvents(mine.services);
  const jobs = createJobRegistry(mine.services);
  const integrations = [{ name: "erp", setup: (runtime: LentRuntime) => void lent.push(runtime) }, ...more];
  const sources = installIntegrations(mine.services, { integrations, storeSlug: slug, events, sync, jobs });
  await Promise.all(asked);
  return { lent, sources, subscriptions, registered, jobs };
}

function lendTo({ lent }: Installed): LentRuntime {
  const [runtime] = lent;
  if (!runtime) throw new Error("it was not set up");
  return runtime;
}

async function paidOrder(of: TestShop) {
  const order = await addOrder(of, { provider: "invoice" });
  await recordInvoicePayment(of.ctx, order);
  return order;
}

test("stock is read and set by SKU, under the integration's name, and the same number again says nothing", async () => {
  const { sku, variantId } = await mine.addProduct({ stock: 4 });
  expect(await shop.readStock([sku, "unknown"])).toEqual(new Map([[sku, { sku, onHand: 4, reserved: 0 }]]));
  for (let n = 0; n < 2; n += 1) await shop.setStock({ sku, onHand: 9, reason: "ERP stock", requestId: "request-1" });
  expect((await shop.readStock([sku])).get(sku)).toMatchObject({ onHand: 9 });
  const audit = await mine.db.prisma.auditLog.findMany({ where: { subjectId: variantId, action: "stock.adjusted" } });
  expect(audit).toMatchObject([{ actorType: "system", actorId: "erp", requestId: "request-1" }]);
});

test("less than is promised to orders is refused, and so is what is not sold", async () => {
  const { variantId, sku } = await mine.addProduct({ stock: 4 });
  await addOrder(mine, { variantId, quantity: 3, provider: "invoice" });
  const set = (given: string, onHand: number) => shop.setStock({ sku: given, onHand, reason: "ERP stock" });
  await expect(set(sku, 2)).rejects.toMatchObject({ code: "negative_stock" });
  await expect(set("unknown", 2)).rejects.toMatchObject({ code: "not_found" });
});

test("an order is shipped once, however often it is told; one that is not paid is refused", async () => {
  const { orderId } = await paidOrder(mine);
  const parcel = { orderId, trackingNumber: "TRACK-1", carrier: "posti" };
  expect(await shop.shipOrder(parcel)).toBe(true);
  expect(await shop.shipOrder(parcel)).toBe(false);
  expect(await shop.readOrder(orderId)).toMatchObject({ orderId, status: "shipped", lines: [{ quantity: 1 }] });
  const unpaid = await addOrder(mine);
  await expect(shop.shipOrder({ ...parcel, orderId: unpaid.orderId })).rejects.toMatchObject({
    code: "invalid_order_state",
  });
});

test("nothing of another organization is seen, shipped or set", async () => {
  const theirs = await paidOrder(other);
  const { sku } = await other.addProduct();
  expect(await shop.readOrder(theirs.orderId)).toBeNull();
  await expect(shop.shipOrder({ orderId: theirs.orderId })).rejects.toMatchObject({ code: "not_found" });
  expect((await shop.readStock([sku])).size).toBe(0);
  await expect(shop.setStock({ sku, onHand: 0, reason: "mine" })).rejects.toMatchObject({ code: "not_found" });
});

test("events of another organization pass by an integration's handlers, also through what it extends them with", async () => {
  const installed = await install();
  const { events } = lendTo(installed);
  const heard: string[] = [];
  events.onPersistent("order.paid", "plain", async ({ organizationId }) => void heard.push(organizationId));
  events.extend({}).onPersistent("order.*", "extended", async ({ organizationId }) => void heard.push(organizationId));
  for (const name of ["plain", "extended"]) {
    const handle = installed.subscriptions.find(name)?.handle;
    for (const { organizationId } of [mine, other])
      await handle?.({ organizationId } as Parameters<typeof handle>[0], {} as Parameters<typeof handle>[1]);
  }
  expect(heard).toEqual([mine.organizationId, mine.organizationId]);
});

test("a sync runs for the integration's organization alone", async () => {
  const register = ({ sync }: LentRuntime) =>
    sync.registerSyncJob({
      name: "stock",
      fetchExternal: () => [],
      getExternalId: () => "",
      findLocal: () => null,
      create: () => undefined,
      update: () => undefined,
    });
  const { registered } = await install([{ name: "wms", setup: register }]);
  expect(registered).toEqual([{ name: "stock", onlyFor: mine.organizationId }]);
});

const source: WebhookSource = {
  persistent: true,
  readWebhook: () => Promise.reject(new Error("not read here")),
  applyWebhook: () => Promise.resolve("ignored"),
};

test("webhooks are taken under the integration's name, once; a name that is taken stops the start", async () => {
  const taking = { name: "wms", setup: ({ webhooks }: LentRuntime) => webhooks.handle(source) };
  expect((await install([taking])).sources).toEqual({ wms: source });
  await expect(install([taking, taking])).rejects.toThrow("two integrations called wms");
  const twice = ({ webhooks }: LentRuntime) => [1, 2].forEach(() => webhooks.handle(source));
  await expect(install([{ name: "wms", setup: twice }])).rejects.toThrow("wms takes its webhooks twice");
});

test("its own jobs are typed, belong to its organization, and are refused when they do not fit", async () => {
  const installed = await install();
  const jobs = lendTo(installed).jobs.define({ "erp-close-month": z.object({ month: z.string().length(7) }) });
  jobs.registerHandler("erp-close-month", () => Promise.resolve());
  expect([...installed.jobs.handlers().keys()]).toContain("erp-close-month");
  const id = await jobs.enqueue("erp-close-month", { month: "2026-11" });
  const found = await mine.db.pool.query<{ payload: unknown; max_attempts: number }>(
    `select payload, max_attempts from graphile_worker._private_jobs where id = $1`,
    [id],
  );
  expect(found.rows).toEqual([{ payload: { month: "2026-11", organizationId: mine.organizationId }, max_attempts: 3 }]);
  await expect(jobs.enqueue("erp-close-month", { month: "November" })).rejects.toThrow("its payload does not fit");
  const rolledBack = transact(mine.db, async (tx) => {
    await jobs.enqueueInTransaction(tx, "erp-close-month", { month: "2026-12" }, { jobKey: "december" });
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  const left = await mine.db.pool.query("select 1 from graphile_worker.jobs where key = 'december'");
  expect(left.rowCount).toBe(0);
});
