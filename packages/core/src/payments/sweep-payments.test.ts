import { afterAll, beforeAll, expect, test } from "vitest";

import { placeOrder } from "#orders/place-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { sweepPayments } from "./sweep-payments.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

test("a provider that is gone keeps nobody else's hold waiting, however many of its payments come first", async () => {
  const { variantId } = await shop.addProduct({ stock: 200 });
  const items = [{ variantId, quantity: 1 }];
  const place = () => placeOrder(shop.guest(), { items, email: "a@example.com", paymentMethod: "card" });
  await Promise.all(Array.from({ length: 110 }, place));
  await shop.db.prisma.payment.updateMany({ data: { provider: "gone" } });
  const { orderId } = await place();
  shop.clock.advance(16 * 60_000);
  const swept = await sweepPayments(shop.services);
  expect(swept).toMatchObject({ expired: 1 });
  expect(swept.delayed).toBeGreaterThanOrEqual(110);
  expect(await shop.db.prisma.order.findUnique({ where: { id: orderId } })).toMatchObject({ status: "cancelled" });
  expect(await shop.stock(variantId)).toMatchObject({ reserved: 110 });
});
