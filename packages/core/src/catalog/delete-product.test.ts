import { afterAll, beforeAll, expect, test } from "vitest";

import { addLine } from "#cart/add-line.ts";
import { createCart } from "#cart/create-cart.ts";
import { readCart } from "#cart/read-cart.ts";
import { checkIntegrity } from "#jobs/check-integrity.ts";
import { placeOrder } from "#orders/place-order.ts";
import { addOrder } from "#testing/add-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { deleteProduct } from "./delete-product.ts";
import { readProduct } from "./read-product.ts";
import { updateProduct } from "./update-product.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await createTestShop();
});

afterAll(() => shop.close());

async function told(productId: string): Promise<number> {
  return (await shop.events("product.deleted")).filter(({ aggregateId }) => aggregateId === productId).length;
}

test("a product that nobody ordered goes with its variants and its stock, out of carts too, and is told of once", async () => {
  const { productId: id, variantId } = await shop.addProduct({ stock: 7, variants: 2 });
  const { id: token } = await createCart(shop.guest());
  await addLine(shop.guest(), { token, variantId, quantity: 1 });
  expect(await deleteProduct(shop.ctx, { id })).toEqual({ outcome: "deleted" });
  await expect(readProduct(shop.ctx, { id, audience: "staff" })).rejects.toMatchObject({ code: "not_found" });
  expect((await readCart(shop.guest(), { token })).lines).toEqual([]);
  expect(await told(id)).toBe(1);
  expect(await checkIntegrity(shop.services)).toEqual([]);
  await expect(deleteProduct(shop.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
});

test("one that was ordered is archived, its order stays as it was, and asking again changes nothing", async () => {
  const { orderId, variantId } = await addOrder(shop);
  const { productId: id } = await shop.db.prisma.variant.findUniqueOrThrow({ where: { id: variantId } });
  const line = await shop.db.prisma.orderLine.findFirstOrThrow({ where: { orderId } });
  expect(await deleteProduct(shop.ctx, { id })).toEqual({ outcome: "archived" });
  expect(await deleteProduct(shop.ctx, { id })).toEqual({ outcome: "archived" });
  expect(await readProduct(shop.ctx, { id, audience: "staff" })).toMatchObject({ status: "archived" });
  expect(await shop.db.prisma.orderLine.findFirstOrThrow({ where: { orderId } })).toEqual(line);
  expect(await told(id)).toBe(1);
});

test("one that was archived before is not told of a second time", async () => {
  const { productId: id } = await shop.addProduct({});
  await updateProduct(shop.ctx, { id, status: "archived" });
  expect(await deleteProduct(shop.ctx, { id })).toEqual({ outcome: "deleted" });
  expect(await told(id)).toBe(1);
});

test("of an order and a deletion at the same moment one wins: no order is left without its product", async () => {
  for (let round = 0; round < 8; round += 1) {
    const { productId: id, variantId } = await shop.addProduct({ stock: 1 });
    const order = placeOrder(shop.guest(), { ...guest, items: [{ variantId, quantity: 1 }] });
    const [placed, deleted] = await Promise.allSettled([order, deleteProduct(shop.ctx, { id })]);
    expect(deleted).toMatchObject({ status: "fulfilled" });
    const left = await shop.db.prisma.product.count({ where: { id } });
    expect(left).toBe(placed.status === "fulfilled" ? 1 : 0);
  }
  expect(await checkIntegrity(shop.services)).toEqual([]);
});

test("a product of another shop is not found", async () => {
  const { productId: id } = await shop.addProduct({});
  const other = await createTestShop({ db: shop.db });
  await expect(deleteProduct(other.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
});

const guest = {
  email: "a@example.com",
  paymentMethod: "invoice",
  shippingAddress: {
    name: "Aino Laine",
    line1: "Fleminginkatu 1",
    postalCode: "00530",
    city: "Helsinki",
    country: "FI",
    phone: "+358401234567",
  },
} as const;
