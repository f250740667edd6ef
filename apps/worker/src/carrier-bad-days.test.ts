import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";

import type { Ctx } from "@cartwright/core";
import { recordInvoicePayment } from "@cartwright/core/payments/record-invoice-payment";
import { buyLabel } from "@cartwright/core/shipping/labels/buy-label";
import { sweepLabels } from "@cartwright/core/shipping/labels/sweep-labels";
import { trackParcels } from "@cartwright/core/shipping/track-parcels";
import { createTestShop, type TestShop } from "@cartwright/core/testing";
import { addOrder, type TestOrder } from "@cartwright/core/testing/add-order";
import { createMatkahuolto } from "@cartwright/integrations/matkahuolto";
import { createPosti } from "@cartwright/integrations/posti";
import { listGuards } from "@cartwright/integrations/resilience";
import { type SandboxProcess, startSandbox } from "@cartwright/integrations/testing";

const minuteMs = 60_000;

let sandbox: SandboxProcess;
let shop: TestShop;
let ctx: Ctx;
// Carriers go by the wall's clock, so ours does too, and is put on from there.
let skippedMs = 0;

beforeAll(async () => {
  [sandbox, shop] = await Promise.all([startSandbox(), createTestShop({ settings: { sandboxCarrier: false } })]);
  ctx = askingBy({ timeoutMs: 150, opensAfter: 50 });
});
afterEach(() => {
  vi.useRealTimers();
  return sandbox.clearFaults();
});
afterAll(async () => {
  await sandbox.stop();
  await shop.close();
});

/** With clients of its own, of so much patience. */
function askingBy(guard: { readonly timeoutMs?: number; readonly opensAfter: number }): Ctx {
  const base = `${sandbox.url}/posti`;
  const posti = createPosti({
    clientId: "posti_client",
    clientSecret: "posti_client_secret",
    gatewaySecret: "posti_gateway_secret",
    customerNumber: "677503",
    authBase: base,
    apiBase: base,
    trackingBase: base,
    ...guard,
  });
  const apiBase = `${sandbox.url}/matkahuolto`;
  const matkahuolto = createMatkahuolto({ user: "9430023", password: "matkahuolto_password", apiBase, ...guard });
  return { ...shop.ctx, carriers: { posti, matkahuolto }, now: () => new Date(Date.now() + skippedMs) };
}

/** 30 % too many, 10 % hang before any work and 10 % of the answers are lost after it, 5 % break off. */
async function breakALot(): Promise<void> {
  const target = "carriers";
  await sandbox.fault({ target, kind: "rate_limit", rate: 0.3, retryAfterSeconds: 0 });
  await sandbox.fault({ target, kind: "timeout", rate: 0.14, delayMs: 60_000 });
  await sandbox.fault({ target, kind: "drop_after", rate: 0.16 });
  await sandbox.fault({ target, kind: "malformed", rate: 0.08 });
}

async function paid(): Promise<TestOrder> {
  const order = await addOrder(shop, { provider: "invoice" });
  const address = { name: "Aino", line1: "Hämeenkatu 5", postalCode: "33100", city: "Tampere", country: "FI" };
  await shop.db.prisma.order.update({ where: { id: order.orderId }, data: { shippingAddress: address } });
  await recordInvoicePayment(shop.ctx, { orderId: order.orderId });
  return order;
}

const parcelsThere = async (carrier: string) => {
  const { items } = (await sandbox.control("GET", "/carriers/parcels")) as { items: { carrier: string }[] };
  return items.filter((parcel) => parcel.carrier === carrier).length;
};

describe.for([
  { carrier: "posti", service: "PO2104" },
  { carrier: "matkahuolto", service: "34" },
])("on a bad day of $carrier", ({ carrier, service }) => {
  test("each order that is shipped has one label, and the carrier charges for no other", async () => {
    skippedMs = 0;
    const orders = await Promise.all(Array.from({ length: 8 }, paid));
    await breakALot();
    // Somebody presses the button until a label is there or is being looked for.
    const buy = (orderId: string) =>
      buyLabel(ctx, { orderId, carrier, service, weightGrams: 900, ships: true }).then(
        () => true,
        () => false,
      );
    for (const { orderId } of orders) for (let presses = 0; presses < 12 && !(await buy(orderId)); presses += 1);
    await sandbox.clearFaults();
    skippedMs += 3 * minuteMs;
    await sweepLabels(ctx);
    const labels = await shop.db.prisma.carrierLabel.findMany({
      where: { carrier, shipment: { orderId: { in: orders.map(({ orderId }) => orderId) } } },
    });
    const bought = labels.filter(({ state }) => state === "bought");
    expect(bought.length).toBeGreaterThan(0);
    expect(new Set(bought.map(({ shipmentId }) => shipmentId)).size).toBe(bought.length);
    // What nobody knows of was never made: its answer was lost on the way there.
    expect(await parcelsThere(carrier)).toBe(bought.length);
  });

  test("what happened to parcels is learnt by asking again, each arrival once", async () => {
    const sent = await shop.db.prisma.shipment.findMany({ where: { carrier, state: "shipped" } });
    for (const { trackingNumber } of sent) {
      for (const status of ["shipped", "delivered"])
        await sandbox.control("POST", `/carriers/parcels/${trackingNumber}/advance`, { status }).catch(() => null);
    }
    await sandbox.fault({ target: "carriers", kind: "status", status: 503, times: 2 });
    await breakALot();
    const left = () => shop.db.prisma.shipment.count({ where: { carrier, state: "shipped" } });
    let passes = 0;
    for (; (await left()) > 0 && passes < 40; passes += 1) {
      skippedMs += 15 * minuteMs;
      await trackParcels(ctx);
    }
    await sandbox.clearFaults();
    expect([await left(), passes > 1]).toEqual([0, true]);
    const shipmentIds = sent.map(({ id }) => id);
    const steps = await shop.db.prisma.trackingStep.findMany({ where: { shipmentId: { in: shipmentIds } } });
    const arrived = steps.filter(({ status }) => status === "delivered").map(({ shipmentId }) => shipmentId);
    expect(arrived.toSorted()).toEqual(shipmentIds.toSorted());
  });

  test("an hour without any answer costs nothing but time: it is left alone, and all goes on where it was", async () => {
    const own = askingBy({ opensAfter: 3 });
    const [sent, later] = [await paid(), await paid()];
    const wish = { carrier, service, weightGrams: 900, ships: true };
    const { shipmentId } = await buyLabel(own, { ...wish, orderId: sent.orderId });
    const { trackingNumber } = await shop.db.prisma.shipment.findUniqueOrThrow({ where: { id: shipmentId } });
    for (const status of ["shipped", "delivered"])
      await sandbox.control("POST", `/carriers/parcels/${trackingNumber}/advance`, { status });
    const made = await parcelsThere(carrier);
    const circuit = () =>
      listGuards()
        .find(({ name }) => name === carrier)
        ?.state().circuit;
    // The breaker, tokens and passes go by this clock; everything else stays as it is.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    await sandbox.fault({ target: "carriers", kind: "status", status: 503 });
    for (let passes = 0; passes < 12; passes += 1) {
      vi.setSystemTime(Date.now() + 5 * minuteMs);
      const { away } = await trackParcels(own);
      if (passes > 2) expect(away).toContain(carrier);
    }
    expect(circuit()).toBe("open");
    await expect(buyLabel(own, { ...wish, orderId: later.orderId })).rejects.toMatchObject({
      code: "provider_unavailable",
    });
    await sandbox.clearFaults();
    vi.setSystemTime(Date.now() + 5 * minuteMs);
    await trackParcels(own);
    expect(circuit()).toBe("closed");
    const arrived = { shipmentId, status: "delivered" };
    expect(await shop.db.prisma.trackingStep.count({ where: arrived })).toBe(1);
    expect(await buyLabel(own, { ...wish, orderId: later.orderId })).toMatchObject({ state: "bought" });
    expect(await parcelsThere(carrier)).toBe(made + 1);
  });
});
