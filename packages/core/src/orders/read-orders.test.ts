import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { newId } from "@cartwright/db";

import { createTestShop, type TestShop } from "#testing/index.ts";

import { cancelOrder } from "./cancel-order.ts";
import { listOrders } from "./list-orders.ts";
import { placeOrder } from "./place-order.ts";
import { readOrder } from "./read-order.ts";

let shop: TestShop;
let variantId: string;

beforeAll(async () => {
  shop = await createTestShop();
  ({ variantId } = await shop.addProduct({ stock: 1000 }));
});
afterAll(() => shop.close());

const buy = (email = "guest@example.com") =>
  placeOrder(shop.guest(), { items: [{ variantId, quantity: 2 }], email, paymentMethod: "invoice" });

describe("reading an order", () => {
  it("shows lines, sums and what happened, oldest first", async () => {
    const { orderId, total } = await buy();
    await cancelOrder(shop.ctx, { orderId, reason: "changed my mind" });
    const order = await readOrder(shop.ctx, { orderId });
    expect(order).toMatchObject({ status: "cancelled", itemCount: 2, total, cancelReason: "changed my mind" });
    expect(order.lines.map(({ quantity }) => quantity)).toEqual([2]);
    expect(order.timeline.map(({ event }) => event).slice(0, 2)).toEqual(["order.created", "order.cancelled"]);
  });

  it("is for staff, for the customer, and for whoever has its token; for nobody else it does not exist", async () => {
    const owner = await shop.customer();
    const other = await shop.customer();
    const placed = await placeOrder(owner, { items: [{ variantId, quantity: 1 }], paymentMethod: "invoice" });
    const { orderId, accessToken } = placed;
    const stranger = { ...shop.ctx, organizationId: newId() };
    expect((await readOrder(owner, { orderId })).id).toBe(orderId);
    expect((await readOrder(await shop.member(), { orderId })).id).toBe(orderId);
    expect((await readOrder(shop.guest(), { orderId, accessToken })).id).toBe(orderId);
    expect((await readOrder(other, { orderId, accessToken })).id).toBe(orderId);
    for (const [ctx, token] of [
      [other, undefined],
      [shop.guest(), undefined],
      [shop.guest(), ""],
      [stranger, accessToken],
    ] as const) {
      await expect(readOrder(ctx, { orderId, accessToken: token })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("never takes the token of one order for another", async () => {
    const [one, two] = [await buy(), await buy()];
    const mixed = readOrder(shop.guest(), { orderId: one.orderId, accessToken: two.accessToken });
    await expect(mixed).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("listing orders", () => {
  it("pages through all of them once, newest first, also those of one moment", async () => {
    const placed = await Promise.all(Array.from({ length: 12 }, () => buy("pages@example.com")));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listOrders(shop.ctx, { query: "pages@", limit: 5, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(placed.map(({ orderId }) => orderId).toSorted());
  });

  it("finds by number, by a part of the e-mail, by status", async () => {
    const { orderId, number } = await buy("needle@example.com");
    const ids = async (input: Parameters<typeof listOrders>[1]) =>
      (await listOrders(shop.ctx, input)).items.map(({ id }) => id);
    expect(await ids({ query: `#${number}` })).toEqual([orderId]);
    expect(await ids({ query: "needle" })).toEqual([orderId]);
    expect(await ids({ query: "needle", status: "paid" })).toEqual([]);
    expect(await ids({ query: "%" })).toEqual([]);
  });

  it("shows customers their own, guests none, and other organizations nothing", async () => {
    const owner = await shop.customer();
    const { orderId } = await placeOrder(owner, { items: [{ variantId, quantity: 1 }], paymentMethod: "invoice" });
    const other = await shop.customer();
    expect((await listOrders(owner)).items.map(({ id }) => id)).toEqual([orderId]);
    expect((await listOrders(other)).items).toEqual([]);
    expect((await listOrders(shop.guest())).items).toEqual([]);
    expect((await listOrders({ ...shop.ctx, organizationId: newId() })).items).toEqual([]);
  });

  it("refuses a cursor that is not ours", async () => {
    for (const cursor of ["", "nonsense", Buffer.from('["now()", 1]').toString("base64url")]) {
      await expect(listOrders(shop.ctx, { cursor })).rejects.toMatchObject({ code: "invalid_input" });
    }
  });
});
