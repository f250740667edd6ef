import { existsSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { addLine } from "#cart/add-line.ts";
import { createCart } from "#cart/create-cart.ts";
import { setCheckoutDetails } from "#cart/set-checkout-details.ts";
import { cancelOrder } from "#orders/cancel-order.ts";
import { placeOrder } from "#orders/place-order.ts";
import { readOrder } from "#orders/read-order.ts";
import { startPayment } from "#payments/start-payment.ts";
import { syncPayment } from "#payments/sync-payment.ts";
import { shipOrder } from "#shipping/ship-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { listProducts } from "../list-products.ts";
import { readMedia } from "../read-media.ts";
import { readProduct } from "../read-product.ts";
import type { ProductView } from "../views.ts";
import { importProducts } from "./import-products.ts";

const catalogue = join(import.meta.dirname, "../../../../../../shared/data/catalog/");
const files = { file: `${catalogue}vendure-products.csv`, images: `${catalogue}vendure-images.tar` };
const address = { name: "Aino", line1: "Katu 1", postalCode: "00100", city: "Helsinki", country: "FI" };

// The catalogue of another shop is not ours to carry: without it there is nothing to try, and the run says so.
describe.runIf(existsSync(files.file))("a purchase on an imported catalogue", () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await createTestShop();
    await importProducts(shop.ctx, files);
  });
  afterAll(() => shop.close());

  it("goes from the list to the parcel", async () => {
    const chosen = await choose(shop, "laptop", "cactus");
    const { id: token } = await createCart(shop.guest());
    for (const { variants } of chosen)
      await addLine(shop.guest(), { token, variantId: variants[0]?.id ?? "", quantity: 2 });
    const cart = await setCheckoutDetails(shop.guest(), {
      token,
      email: "aino@example.com",
      shippingAddress: address,
      shippingMethodCode: "post",
    });
    const order = await placeOrder(shop.guest(), {
      cart: { token, expectedTotalMinor: cart.total.minor },
      paymentMethod: "card",
    });
    await startPayment(shop.ctx, order);
    shop.stripe.approve(order.orderId);
    await syncPayment(shop.ctx, { paymentId: order.paymentId });
    await shipOrder(shop.ctx, { orderId: order.orderId, trackingNumber: "JJFI1", carrier: "sandbox" });
    const seen = await readOrder(shop.guest(), order);
    expect([seen.status, seen.paymentStatus, seen.fulfillmentStatus]).toEqual(["shipped", "paid", "fulfilled"]);
    expect(seen.total).toEqual(cart.total);
    for (const { variants } of chosen) {
      expect(await shop.stock(variants[0]?.id ?? "")).toMatchObject({
        onHand: 98,
        reserved: 0,
        ledger: { onHand: 98, reserved: 0 },
      });
    }
  });

  it("gives the stock back when it is cancelled", async () => {
    const [product] = await choose(shop, "tablet");
    const variantId = product?.variants[0]?.id ?? "";
    const order = await placeOrder(shop.guest(), {
      items: [{ variantId, quantity: 3 }],
      email: "aino@example.com",
      paymentMethod: "invoice",
    });
    expect((await shop.stock(variantId)).available).toBe(97);
    await cancelOrder(shop.ctx, { orderId: order.orderId, reason: "changed my mind" });
    expect(await shop.stock(variantId)).toMatchObject({ available: 100, ledger: { reserved: 0 } });
  });

  it("shows the photos that came with it", async () => {
    const [product] = await choose(shop, "laptop");
    const { bytes, contentType } = await readMedia(shop.services, {
      mediaId: product?.media[0]?.mediaId ?? "",
      width: 320,
      format: "webp",
    });
    expect([contentType, bytes.byteLength > 1000]).toEqual(["image/webp", true]);
  });
});

async function choose(shop: TestShop, ...words: readonly string[]): Promise<ProductView[]> {
  return Promise.all(
    words.map(async (query) => {
      const [card] = (await listProducts(shop.guest(), { query, limit: 1 })).items;
      return readProduct(shop.guest(), { id: card?.id ?? "" });
    }),
  );
}
