import { randomBytes } from "node:crypto";

import { newId } from "@cartwright/db";

import type { Ctx, Scope } from "#context.ts";
import { priceCart, type PricedCart } from "#pricing/price-cart.ts";
import type { ShippingChoice } from "#shipping/choose-shipping.ts";
import { pickupPointOf, type StoredPickupPoint } from "#shipping/stored-pickup-point.ts";

import type { Address } from "./address.ts";
import type { Buyer } from "./find-buyer.ts";
import type { Basket, BasketLine } from "./load-basket.ts";
import { providerOf, type PaymentMethod } from "./order-input.ts";

export interface DraftLine extends BasketLine {
  readonly id: string;
  readonly position: number;
  readonly discountMinor: bigint;
  readonly totalMinor: bigint;
  readonly taxIncludedMinor: bigint;
}

/** An order as it will be written. */
export interface OrderDraft {
  readonly id: string;
  readonly cartId: string | null;
  readonly channel: "api" | "web";
  readonly buyer: Buyer;
  readonly address: Address | null;
  readonly shipping: ShippingChoice | null;
  readonly pickupPoint: StoredPickupPoint | null;
  readonly currency: string;
  readonly lines: readonly DraftLine[];
  readonly price: PricedCart;
  readonly paymentMethod: PaymentMethod;
  readonly provider: string;
  readonly paymentId: string;
  /** Null while the provider must be asked to open one. */
  readonly paymentSessionId: string | null;
  readonly paymentDueAt: Date | null;
  readonly accessToken: string;
  readonly placedAt: Date;
}

interface Parts {
  readonly orderId: string | undefined;
  readonly basket: Basket;
  readonly buyer: Buyer;
  readonly address: Address | null;
  readonly shipping: ShippingChoice | null;
  readonly paymentMethod: PaymentMethod;
}

/** Prices what is in the basket and gives everything its id. A card order holds its stock for `settings.holdMs`. */
export function draftOrder(scope: Scope & Pick<Ctx, "payments">, parts: Parts): OrderDraft {
  const { basket, shipping, paymentMethod } = parts;
  const [first] = basket.lines;
  if (!first) throw new Error("an order without lines");
  const price = priceCart({
    lines: basket.lines,
    shippingMinor: shipping?.priceMinor ?? 0n,
    taxRateBps: first.taxRateBps,
  });
  const placedAt = scope.now();
  const provider = providerOf[paymentMethod];
  const paymentId = newId();
  return {
    id: parts.orderId ?? newId(),
    cartId: basket.cartId,
    channel: scope.actor.type === "api_key" ? "api" : "web",
    buyer: parts.buyer,
    address: parts.address,
    shipping,
    pickupPoint: pickupPointOf(shipping, basket.pickupPoint),
    currency: first.currency,
    lines: basket.lines.map((line, index) => ({ ...line, ...priceOf(price, index), id: newId(), position: index + 1 })),
    price,
    paymentMethod,
    provider,
    paymentId,
    paymentSessionId: scope.payments[provider]?.sessionIdOf?.(paymentId) ?? null,
    paymentDueAt: paymentMethod === "card" ? new Date(placedAt.getTime() + scope.settings.holdMs) : null,
    accessToken: randomBytes(32).toString("base64url"),
    placedAt,
  };
}

function priceOf(price: PricedCart, index: number): PricedCart["lines"][number] {
  const line = price.lines[index];
  if (!line) throw new Error(`line ${index} has no price`);
  return line;
}
