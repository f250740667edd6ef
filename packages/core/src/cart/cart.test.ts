import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { newId } from "@cartwright/db";

import { placeOrder } from "#orders/place-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { acceptPrices } from "./accept-prices.ts";
import { addLine } from "./add-line.ts";
import { changeLine } from "./change-line.ts";
import { createCart } from "./create-cart.ts";
import { readCart } from "./read-cart.ts";
import { removeLine } from "./remove-line.ts";
import { setCheckoutDetails } from "./set-checkout-details.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

const newCart = async () => (await createCart(shop.guest())).id;
const address = { name: "Aino", line1: "Katu 1", postalCode: "00100", city: "Helsinki", country: "fi" };

describe("a cart", () => {
  it("adds up what is in it at today's prices", async () => {
    const token = await newCart();
    const cup = await shop.addProduct({ price: 1250n });
    const jug = await shop.addProduct({ price: 3000n });
    await addLine(shop.guest(), { token, variantId: cup.variantId, quantity: 2 });
    await addLine(shop.guest(), { token, variantId: jug.variantId, quantity: 1 });
    const cart = await addLine(shop.guest(), { token, variantId: cup.variantId, quantity: 1 });
    expect(cart.lines.map((line) => [line.variantId, line.quantity, line.total.minor])).toEqual([
      [cup.variantId, 3, 3750n],
      [jug.variantId, 1, 3000n],
    ]);
    expect(cart).toMatchObject({ itemCount: 4, subtotal: { minor: 6750n }, total: { minor: 6750n }, shipping: null });
    expect(cart.taxIncluded.minor).toBe(1372n);
  });

  it("counts every line once when two tabs add at the same moment", async () => {
    const token = await newCart();
    const { variantId } = await shop.addProduct({ stock: 100 });
    await Promise.all(Array.from({ length: 10 }, () => addLine(shop.guest(), { token, variantId, quantity: 1 })));
    const cart = await readCart(shop.guest(), { token });
    expect(cart.lines).toHaveLength(1);
    expect(cart).toMatchObject({ itemCount: 10, version: 11 });
  });

  it("takes a line out when its quantity becomes 0, and again without complaint", async () => {
    const token = await newCart();
    const { variantId } = await shop.addProduct();
    const [line] = (await addLine(shop.guest(), { token, variantId, quantity: 5 })).lines;
    const lineId = line?.id ?? "";
    expect((await changeLine(shop.guest(), { token, lineId, quantity: 2 })).itemCount).toBe(2);
    expect((await changeLine(shop.guest(), { token, lineId, quantity: 0 })).lines).toEqual([]);
    expect((await removeLine(shop.guest(), { token, lineId })).lines).toEqual([]);
    const gone = changeLine(shop.guest(), { token, lineId, quantity: 1 });
    await expect(gone).rejects.toMatchObject({ code: "not_found" });
  });

  it("says what stands in the way of each line", async () => {
    const token = await newCart();
    const soldOut = await shop.addProduct({ stock: 0 });
    const few = await shop.addProduct({ stock: 1 });
    const dearer = await shop.addProduct({ price: 100n });
    const gone = await shop.addProduct();
    for (const { variantId } of [soldOut, few, dearer, gone])
      await addLine(shop.guest(), { token, variantId, quantity: 2 });
    await shop.db.prisma.variant.update({ where: { id: dearer.variantId }, data: { priceMinor: 120n } });
    await shop.db.prisma.product.update({ where: { id: gone.productId }, data: { status: "archived" } });
    const { lines } = await readCart(shop.guest(), { token });
    expect(lines.map(({ problem }) => problem)).toEqual([
      "out_of_stock",
      "not_enough_stock",
      "price_changed",
      "unavailable",
    ]);
    expect(lines[2]).toMatchObject({ seenPrice: { minor: 100n }, unitPrice: { minor: 120n } });
    expect((await acceptPrices(shop.guest(), { token })).lines[2]?.problem).toBeNull();
  });

  it("keeps an address in our form and ships by a method that serves it", async () => {
    const token = await newCart();
    const { variantId } = await shop.addProduct({ price: 4000n, stock: 20 });
    await addLine(shop.guest(), { token, variantId, quantity: 1 });
    const details = { token, email: "Me@Example.com", shippingAddress: { ...address, phone: "040 123 4567" } };
    const cart = await setCheckoutDetails(shop.guest(), { ...details, shippingMethodCode: "post" });
    expect(cart).toMatchObject({
      email: "me@example.com",
      shippingAddress: { country: "FI", phone: "+358401234567" },
      shipping: { minor: 490n },
      total: { minor: 4490n },
    });
    const more = await addLine(shop.guest(), { token, variantId, quantity: 1 });
    expect(more).toMatchObject({ shipping: { minor: 0n }, total: { minor: 8000n } });
  });

  it("forgets a method that does not serve a new address", async () => {
    const token = await newCart();
    await setCheckoutDetails(shop.guest(), { token, shippingAddress: address, shippingMethodCode: "express" });
    const abroad = { ...address, country: "SE", postalCode: "114 55" };
    const cart = await setCheckoutDetails(shop.guest(), { token, shippingAddress: abroad });
    expect(cart.shippingMethodCode).toBeNull();
    const refused = setCheckoutDetails(shop.guest(), { token, shippingMethodCode: "express" });
    await expect(refused).rejects.toMatchObject({ code: "shipping_method_unavailable" });
  });

  it("refuses details that cannot be right, and keeps what it had", async () => {
    const token = await newCart();
    await setCheckoutDetails(shop.guest(), { token, email: "a@example.com" });
    const wrongMail = setCheckoutDetails(shop.guest(), { token, email: "nobody" });
    await expect(wrongMail).rejects.toMatchObject({ code: "invalid_input", details: { email: "invalid" } });
    const wrongCode = setCheckoutDetails(shop.guest(), { token, shippingAddress: { ...address, postalCode: "1" } });
    await expect(wrongCode).rejects.toMatchObject({ code: "address_invalid" });
    expect(await readCart(shop.guest(), { token })).toMatchObject({ email: "a@example.com", shippingAddress: null });
  });

  it("refuses what is not on sale, and quantities that are none", async () => {
    const token = await newCart();
    const draft = await shop.addProduct({ status: "draft" });
    const add = (variantId: string, quantity: number) => addLine(shop.guest(), { token, variantId, quantity });
    await expect(add(draft.variantId, 1)).rejects.toMatchObject({ code: "variant_unavailable" });
    await expect(add(newId(), 1)).rejects.toMatchObject({ code: "variant_unavailable" });
    await expect(add(draft.variantId, 0)).rejects.toMatchObject({ code: "invalid_input" });
    await expect(add(draft.variantId, 1.5)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("is closed once it is an order, and leads to it", async () => {
    const token = await newCart();
    const { variantId } = await shop.addProduct();
    await addLine(shop.guest(), { token, variantId, quantity: 1 });
    const order = await placeOrder(shop.guest(), { cart: { token }, email: "a@example.com", paymentMethod: "card" });
    expect(await readCart(shop.guest(), { token })).toMatchObject({
      status: "ordered",
      order: { id: order.orderId, number: order.number, accessToken: order.accessToken },
    });
    await expect(addLine(shop.guest(), { token, variantId, quantity: 1 })).rejects.toMatchObject({
      code: "cart_already_ordered",
      details: { orderId: order.orderId, number: order.number },
    });
  });

  it("is not found by another organization, nor by a wrong token", async () => {
    const token = await newCart();
    const stranger = await createTestShop({ db: shop.db });
    await expect(readCart(stranger.guest(), { token })).rejects.toMatchObject({ code: "not_found" });
    await expect(readCart(shop.guest(), { token: `${token}x` })).rejects.toMatchObject({ code: "not_found" });
  });
});
