import { afterAll, beforeAll, expect, test } from "vitest";

import { ProviderUnavailableError } from "@cartwright/integrations/contracts";

import { addLine } from "#cart/add-line.ts";
import { createCart } from "#cart/create-cart.ts";
import { setCheckoutDetails } from "#cart/set-checkout-details.ts";
import { weighCart } from "#cart/weigh-cart.ts";
import { placeOrder } from "#orders/place-order.ts";
import { readOrder } from "#orders/read-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { listPickupPoints } from "./list-pickup-points.ts";
import { listShippingMethods } from "./list-shipping-methods.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

const shippingAddress = { name: "Aino", line1: "Katu 1", postalCode: "00100", city: "Helsinki", country: "FI" };

test("a pickup point is taken as its carrier tells of it, and frozen with the order", async () => {
  const { token, details } = await filledCart();
  const cart = await setCheckoutDetails(shop.guest(), { ...details, shippingMethodCode: "point", pickupPointId: "P2" });
  expect(cart.pickupPoint).toMatchObject({ carrier: "sandbox", id: "P2", name: "Locker", kind: "locker" });
  const { orderId } = await placeOrder(shop.guest(), {
    cart: { token },
    email: "a@example.com",
    paymentMethod: "card",
  });
  expect((await readOrder(shop.ctx, { orderId })).pickupPoint).toEqual(cart.pickupPoint);
});

test("a point is kept while other details change, and counts for nothing by another way", async () => {
  const { details } = await filledCart();
  await setCheckoutDetails(shop.guest(), { ...details, shippingMethodCode: "point", pickupPointId: "P1" });
  const again = await setCheckoutDetails(shop.guest(), { token: details.token, email: "b@example.com" });
  expect(again.pickupPoint).toMatchObject({ id: "P1" });
  const home = await setCheckoutDetails(shop.guest(), { token: details.token, shippingMethodCode: "express" });
  expect(home.pickupPoint).toBeNull();
  const { orderId } = await placeOrder(shop.guest(), { cart: { token: details.token }, paymentMethod: "card" });
  expect((await readOrder(shop.ctx, { orderId })).pickupPoint).toBeNull();
});

test("a point that there is not, a way without points and a carrier that is away are refused, and nothing is changed", async () => {
  const { details } = await filledCart();
  const choose = (part: object, ctx = shop.guest()) => setCheckoutDetails(ctx, { ...details, ...part });
  const wanted = { shippingMethodCode: "point", pickupPointId: "P1" };
  await expect(choose({ ...wanted, pickupPointId: "P9" })).rejects.toMatchObject({ code: "pickup_point_unavailable" });
  await expect(choose({ ...wanted, shippingMethodCode: "express" })).rejects.toMatchObject({
    code: "shipping_method_unavailable",
  });
  await expect(choose({ pickupPointId: "P1" })).rejects.toMatchObject({ code: "shipping_method_unavailable" });
  const away = () => Promise.reject(new ProviderUnavailableError("down"));
  const sandbox = { ...shop.carrier, findPickupPoint: away, searchPickupPoints: away };
  const ctx = { ...shop.guest(), carriers: { sandbox } };
  await expect(choose(wanted, ctx)).rejects.toMatchObject({ code: "provider_unavailable" });
  const question = { methodCode: "point", country: "FI", postalCode: "00100" };
  await expect(listPickupPoints(ctx, question)).rejects.toMatchObject({ code: "provider_unavailable" });
  expect(await choose({ shippingMethodCode: "point" })).toMatchObject({ pickupPoint: null, version: 3 });
});

test("a way that its carrier does not sell for what is in the cart is not offered", async () => {
  const { token, variantId } = await filledCart();
  const codes = async () => {
    const weightGrams = await weighCart(shop.guest(), { token });
    const methods = await listShippingMethods(shop.guest(), { country: "fi", subtotalMinor: 0n, weightGrams });
    return methods.map(({ code }) => code);
  };
  expect(await codes()).toContain("point");
  await shop.db.prisma.variant.update({ where: { id: variantId }, data: { weightGrams: 12_000 } });
  expect(await codes()).toEqual(["post", "express"]);
});

async function filledCart() {
  const { id: token } = await createCart(shop.guest());
  const { variantId } = await shop.addProduct({ stock: 10 });
  await addLine(shop.guest(), { token, variantId, quantity: 1 });
  return { token, variantId, details: { token, email: "a@example.com", shippingAddress } };
}
