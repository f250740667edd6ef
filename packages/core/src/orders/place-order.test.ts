import { afterAll, beforeAll, expect, it } from "vitest";

import { newId } from "@cartwright/db";

import { acceptPrices } from "#cart/accept-prices.ts";
import { addLine } from "#cart/add-line.ts";
import { createCart } from "#cart/create-cart.ts";
import { setCheckoutDetails } from "#cart/set-checkout-details.ts";
import type { Ctx } from "#context.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { cancelOrder } from "./cancel-order.ts";
import { placeOrder } from "./place-order.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

const email = "guest@example.com";
const address = { name: "Aino", line1: "Katu 1", postalCode: "00100", city: "Helsinki", country: "FI" };
const buy = (variantId: string, quantity = 1, ctx: Ctx = shop.guest()) =>
  placeOrder(ctx, { items: [{ variantId, quantity }], email, paymentMethod: "invoice" });

async function cartWith(variantId: string, quantity = 1): Promise<string> {
  const { id: token } = await createCart(shop.guest());
  await addLine(shop.guest(), { token, variantId, quantity });
  return token;
}

it("takes the stock, writes who did it, and tells the world, all at once", async () => {
  const { variantId, sku } = await shop.addProduct({ price: 2999n, stock: 20 });
  const order = await buy(variantId, 2);
  expect(order.total).toEqual({ minor: 5998n, currency: "EUR" });
  expect(await shop.stock(variantId)).toMatchObject({ available: 18, ledger: { onHand: 20, reserved: 2 } });
  const created = (await shop.events("order.created")).find((event) => event.aggregateId === order.orderId);
  expect(created?.data).toMatchObject({
    number: order.number,
    total: { amount: "59.98", currency: "EUR" },
    lines: [{ sku, quantity: 2 }],
  });
  const audit = await shop.db.prisma.auditLog.findMany({ where: { subjectId: order.orderId } });
  expect(audit.map(({ action }) => action)).toEqual(["order.created"]);
});

it("sells five units to five of fifty shoppers, and tells the others what is left", async () => {
  const { variantId, sku } = await shop.addProduct({ stock: 5 });
  const before = await shop.db.prisma.order.count();
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => buy(variantId)));
  const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  expect(refusals).toHaveLength(45);
  for (const refusal of refusals)
    expect(refusal).toMatchObject({
      code: "out_of_stock",
      details: { lines: [{ variantId, sku, requested: 1, available: 0 }] },
    });
  expect(await shop.db.prisma.order.count()).toBe(before + 5);
  expect(await shop.stock(variantId)).toMatchObject({
    onHand: 5,
    reserved: 5,
    ledger: { onHand: 5, reserved: 5 },
  });
});

it("never surfaces a deadlock when many orders take the same variants in random order", async () => {
  const { variantIds } = await shop.addProduct({ stock: 1000, variants: 12 });
  const orders = Array.from({ length: 60 }, () => {
    const items = variantIds.toSorted(() => Math.random() - 0.5).map((variantId) => ({ variantId, quantity: 1 }));
    return placeOrder(shop.guest(), { items, email, paymentMethod: "invoice" });
  });
  expect((await Promise.allSettled(orders)).filter(({ status }) => status === "rejected")).toEqual([]);
  for (const variantId of variantIds)
    expect(await shop.stock(variantId)).toMatchObject({ reserved: 60, ledger: { reserved: 60 } });
});

it("writes nothing when one line of several is short", async () => {
  const plenty = await shop.addProduct({ stock: 10 });
  const scarce = await shop.addProduct({ stock: 1 });
  const counts = async () => [await shop.db.prisma.order.count(), (await shop.events()).length];
  const before = await counts();
  const items = [plenty, scarce].map(({ variantId }) => ({ variantId, quantity: 2 }));
  const refused = placeOrder(shop.guest(), { items, email: "nobody@example.com", paymentMethod: "card" });
  await expect(refused).rejects.toMatchObject({
    code: "out_of_stock",
    details: { lines: [{ variantId: scarce.variantId, requested: 2, available: 1 }] },
  });
  expect(await counts()).toEqual(before);
  expect(await shop.db.prisma.customer.count({ where: { email: "nobody@example.com" } })).toBe(0);
  expect(await shop.stock(plenty.variantId)).toMatchObject({ reserved: 0 });
});

it("makes one order of a cart that two tabs pay at once", async () => {
  const { variantId } = await shop.addProduct({ stock: 10 });
  const token = await cartWith(variantId);
  const pay = () => placeOrder(shop.guest(), { cart: { token }, email, paymentMethod: "card" });
  const results = await Promise.allSettled(Array.from({ length: 8 }, pay));
  const [placed, ...more] = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  expect(more).toEqual([]);
  for (const result of results)
    if (result.status === "rejected")
      expect(result.reason).toMatchObject({
        code: "cart_already_ordered",
        details: { orderId: placed?.orderId, number: placed?.number },
      });
  expect(await shop.stock(variantId)).toMatchObject({ reserved: 1 });
});

it("tells a changed price, and sells at it once it is accepted", async () => {
  const { variantId } = await shop.addProduct({ price: 1000n });
  const token = await cartWith(variantId);
  await shop.db.prisma.variant.update({ where: { id: variantId }, data: { priceMinor: 1200n } });
  const pay = () => placeOrder(shop.guest(), { cart: { token }, email, paymentMethod: "card" });
  await expect(pay()).rejects.toMatchObject({
    code: "price_changed",
    details: { lines: [{ variantId, expected: { amount: "10.00" }, current: { amount: "12.00" } }] },
  });
  await acceptPrices(shop.guest(), { token });
  expect((await pay()).total.minor).toBe(1200n);
});

it("refuses an expected price or total that is not ours", async () => {
  const { variantId } = await shop.addProduct({ price: 1000n });
  const order = (expectedPrice: string | number) =>
    placeOrder(shop.guest(), { items: [{ variantId, quantity: 1, expectedPrice }], email, paymentMethod: "invoice" });
  await expect(order(9.99)).rejects.toMatchObject({ code: "price_changed" });
  await expect(order("10.001")).rejects.toMatchObject({ code: "price_changed" });
  expect((await order(10)).total.minor).toBe(1000n);
  const cart = { token: await cartWith(variantId), expectedTotalMinor: 999n };
  await expect(placeOrder(shop.guest(), { cart, email, paymentMethod: "card" })).rejects.toMatchObject({
    code: "price_changed",
    details: { expectedTotal: { amount: "9.99" }, total: { amount: "10.00" } },
  });
});

it("reports low stock once per crossing", async () => {
  const { variantId } = await shop.addProduct({ stock: 7 });
  for (let n = 0; n < 4; n += 1) await buy(variantId);
  const low = (await shop.events("inventory.low_stock")).filter((event) => event.aggregateId === variantId);
  expect(low.map(({ data }) => data)).toEqual([expect.objectContaining({ available: 4, threshold: 5 })]);
  const own = await shop.addProduct({ stock: 7, lowStockThreshold: 2 });
  await buy(own.variantId, 5);
  expect((await shop.events("inventory.low_stock")).some((event) => event.aggregateId === own.variantId)).toBe(false);
});

it("holds the stock of card orders for fifteen minutes, of invoices without end", async () => {
  const { variantId } = await shop.addProduct();
  const card = await placeOrder(shop.guest(), { items: [{ variantId, quantity: 1 }], email, paymentMethod: "card" });
  const invoice = await buy(variantId);
  const dueOf = async (id: string) => (await shop.db.prisma.order.findUniqueOrThrow({ where: { id } })).paymentDueAt;
  expect(await dueOf(card.orderId)).toEqual(new Date(shop.clock.now().getTime() + 900_000));
  expect(await dueOf(invoice.orderId)).toBeNull();
});

it("sells nothing that is not on sale", async () => {
  const draft = await shop.addProduct({ status: "draft" });
  const archived = await shop.addProduct();
  await shop.db.prisma.variant.update({ where: { id: archived.variantId }, data: { archivedAt: shop.clock.now() } });
  const stranger = await createTestShop({ db: shop.db });
  const theirs = await stranger.addProduct();
  for (const { variantId } of [draft, archived, theirs])
    await expect(buy(variantId)).rejects.toMatchObject({
      code: "variant_unavailable",
      details: { items: [{ variantId }] },
    });
});

it("finds items by SKU and by product, and asks which when a product has variants", async () => {
  const one = await shop.addProduct();
  const many = await shop.addProduct({ variants: 2 });
  const order = (item: object) =>
    placeOrder(shop.guest(), { items: [{ ...item, quantity: 1 }], email, paymentMethod: "invoice" });
  expect((await order({ sku: one.sku })).items[0]?.variantId).toBe(one.variantId);
  expect((await order({ productId: one.productId })).items[0]?.variantId).toBe(one.variantId);
  await expect(order({ productId: many.productId })).rejects.toMatchObject({ code: "invalid_input" });
});

it("ships a cart by the method chosen, and refuses one that does not go there", async () => {
  const { variantId } = await shop.addProduct({ price: 3000n, stock: 20 });
  const token = await cartWith(variantId);
  await setCheckoutDetails(shop.guest(), { token, email, shippingAddress: address });
  const pay = (shippingMethodCode?: string) =>
    placeOrder(shop.guest(), { cart: { token }, shippingMethodCode, paymentMethod: "card" });
  await expect(pay()).rejects.toMatchObject({ code: "shipping_method_unavailable" });
  const abroad = { ...address, country: "SE", postalCode: "114 55" };
  await expect(
    placeOrder(shop.guest(), {
      cart: { token },
      shippingAddress: abroad,
      shippingMethodCode: "express",
      paymentMethod: "card",
    }),
  ).rejects.toMatchObject({ code: "shipping_method_unavailable" });
  expect((await pay("post")).total.minor).toBe(3490n);
});

it("refuses an address that its country does not know", async () => {
  const { variantId } = await shop.addProduct();
  const shippingAddress = { ...address, postalCode: "1" };
  const refused = placeOrder(shop.guest(), {
    items: [{ variantId, quantity: 1 }],
    email,
    shippingAddress,
    paymentMethod: "invoice",
  });
  await expect(refused).rejects.toMatchObject({
    code: "address_invalid",
    details: { postalCode: "postal_code_invalid" },
  });
});

it("knows a guest by e-mail, apart from an account with the same one", async () => {
  const { variantId } = await shop.addProduct({ stock: 50 });
  const account = await shop.customer("same@example.com");
  const order = (ctx: Ctx, who: object) =>
    placeOrder(ctx, { items: [{ variantId, quantity: 1 }], paymentMethod: "invoice", ...who });
  const guests = await Promise.all(
    Array.from({ length: 10 }, () => order(shop.guest(), { email: " Same@Example.com" })),
  );
  const own = await order(account, {});
  expect(new Set(guests.map(({ customerId }) => customerId)).size).toBe(1);
  expect(own.customerId).toBe(account.actor.type === "customer" ? account.actor.customerId : "");
  expect(own.customerId).not.toBe(guests[0]?.customerId);
});

it("orders for a customer only who is the organization's, and never by a guest's word", async () => {
  const { variantId } = await shop.addProduct();
  const stranger = await (await createTestShop({ db: shop.db })).customer();
  const theirs = stranger.actor.type === "customer" ? stranger.actor.customerId : "";
  const order = (ctx: Ctx) =>
    placeOrder(ctx, { items: [{ variantId, quantity: 1 }], customerId: theirs, email, paymentMethod: "invoice" });
  await expect(order(shop.ctx)).rejects.toMatchObject({ code: "not_found" });
  await expect(order(shop.guest())).rejects.toMatchObject({ code: "not_found" });
});

it("refuses an order without lines, without a buyer, or by a method that nobody collects", async () => {
  const { variantId } = await shop.addProduct();
  const { id: token } = await createCart(shop.guest());
  const empty = placeOrder(shop.guest(), { cart: { token }, email, paymentMethod: "invoice" });
  await expect(empty).rejects.toMatchObject({ code: "cart_empty" });
  const items = [{ variantId, quantity: 1 }];
  const nobody = placeOrder(shop.guest(), { items, paymentMethod: "invoice" });
  await expect(nobody).rejects.toMatchObject({ code: "invalid_input", details: { email: "required" } });
  const { invoice } = shop.services.payments;
  const cardless: Ctx = { ...shop.guest(), payments: invoice ? { invoice } : {} };
  const card = placeOrder(cardless, { items, email, paymentMethod: "card" });
  await expect(card).rejects.toMatchObject({ code: "payment_method_unavailable" });
});

it("makes one order even when two runs of the same request overlap", async () => {
  const { variantId } = await shop.addProduct({ stock: 50 });
  const orderId = newId();
  const items = [{ variantId, quantity: 1 }];
  const place = () => placeOrder(shop.guest(), { orderId, items, email, paymentMethod: "invoice" });
  const orders = await Promise.all(Array.from({ length: 10 }, place));
  expect(new Set(orders.map(({ number }) => number)).size).toBe(1);
  expect(await shop.stock(variantId)).toMatchObject({ reserved: 1, ledger: { reserved: 1 } });
});

it("places an order of a hundred things whose names are as long as names may be", async () => {
  const title = "長".repeat(200);
  const { variantIds } = await shop.addProduct({ title, sku: "長".repeat(60), stock: 10, variants: 100 });
  const items = variantIds.map((variantId) => ({ variantId, quantity: 1 }));
  const { orderId } = await placeOrder(shop.guest(), { items, email, paymentMethod: "invoice" });
  expect(await shop.db.prisma.orderLine.count({ where: { orderId } })).toBe(100);
  await cancelOrder(shop.ctx, { orderId, reason: "長".repeat(500) });
  const told = (await shop.events()).filter(({ aggregateId }) => aggregateId === orderId);
  expect(told.map(({ type }) => type)).toEqual(["order.created", "order.cancelled"]);
});
