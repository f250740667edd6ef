import { afterAll, beforeAll, expect, test } from "vitest";

import { acceptPrices } from "#cart/accept-prices.ts";
import { addLine } from "#cart/add-line.ts";
import { createCart } from "#cart/create-cart.ts";
import { setCheckoutDetails } from "#cart/set-checkout-details.ts";
import { checkIntegrity } from "#jobs/check-integrity.ts";
import { refundOrder } from "#payments/refund-order.ts";
import { startPayment } from "#payments/start-payment.ts";
import { syncPayment } from "#payments/sync-payment.ts";
import { toDecimal } from "#pricing/money.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { placeOrder } from "./place-order.ts";
import { readOrder } from "./read-order.ts";

let first: TestShop;
beforeAll(async () => {
  first = await createTestShop();
});
afterAll(() => first.close());

const shippingAddress = { name: "Aino", line1: "Katu 1", postalCode: "00100", city: "Helsinki", country: "FI" };

test.for([
  { currency: "JPY", price: 1999n, total: "6487", unit: "1999", third: "1999" },
  { currency: "EUR", price: 1999n, total: "64.87", unit: "19.99", third: "19.99" },
  { currency: "KWD", price: 1999n, total: "6.487", unit: "1.999", third: "1.999" },
])(
  "in $currency an order is priced, paid, told and refunded to the last digit",
  async ({ currency, price, ...told }) => {
    const shop = await createTestShop({ db: first.db, currency });
    const { variantId } = await shop.addProduct({ price });
    const { id: token } = await createCart(shop.guest());
    await addLine(shop.guest(), { token, variantId, quantity: 3 });
    await setCheckoutDetails(shop.guest(), {
      token,
      email: "a@example.com",
      shippingAddress,
      shippingMethodCode: "post",
    });
    expect(toDecimal((await acceptPrices(shop.guest(), { token })).total)).toBe(told.total);
    const cart = { token, expectedTotalMinor: 3n * price + 490n };
    const { orderId, paymentId } = await placeOrder(shop.guest(), { cart, paymentMethod: "card" });
    await startPayment(shop.ctx, { orderId });
    shop.stripe.approve(orderId);
    await syncPayment(shop.ctx, { paymentId });
    const order = await readOrder(shop.ctx, { orderId });
    expect([order.status, toDecimal(order.captured), toDecimal(order.total)]).toEqual(["paid", told.total, told.total]);
    expect(order.lines.map(({ unitPrice }) => toDecimal(unitPrice))).toEqual([told.unit]);
    const [paid] = await shop.events("order.paid");
    expect(paid?.data).toMatchObject({ total: { amount: told.total, currency } });
    const lineId = order.lines[0]?.id ?? "";
    const refund = { orderId, reason: "one came broken", refundKey: "one", lines: [{ lineId, quantity: 1 }] };
    expect(toDecimal((await refundOrder(shop.ctx, refund)).amount)).toBe(told.third);
    expect((await readOrder(shop.ctx, { orderId })).refunded).toEqual({ minor: price, currency });
    expect(await checkIntegrity(shop.services)).toEqual([]);
  },
);
