import { afterAll, beforeAll, expect, it } from "vitest";

import { createTestShop, type TestShop } from "./create-test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

it("puts products on the shelf with a ledger that explains their stock", async () => {
  const { variantId } = await shop.addProduct({ stock: 7 });
  expect(await shop.stock(variantId)).toEqual({
    onHand: 7,
    reserved: 0,
    available: 7,
    ledger: { onHand: 7, reserved: 0 },
  });
});

it("charges once when the same payment is created twice", async () => {
  const start = {
    orderId: "o1",
    orderNumber: "1",
    paymentId: "p1",
    idempotencyKey: "k1",
    amount: { minor: 100n, currency: "EUR" },
    email: "a@example.com",
    lines: [],
    shippingMinor: 0n,
    discountMinor: 0n,
    successUrl: "https://shop.test/a",
    cancelUrl: "https://shop.test/b",
    expiresAt: shop.clock.now(),
  };
  const first = await shop.stripe.create(start);
  shop.stripe.approve("o1");
  expect(await shop.stripe.create(start)).toEqual(first);
  expect(shop.stripe.paymentOf("o1")).toMatchObject({ state: "captured", capturedMinor: 100n });
});
