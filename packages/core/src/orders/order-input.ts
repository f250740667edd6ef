import type { Money } from "#pricing/money.ts";

import type { OrderStatus } from "./views.ts";

export type PaymentMethod = "invoice" | "card";

/** Which provider collects by which method. */
export const providerOf = { card: "stripe", invoice: "invoice" } as const satisfies Record<PaymentMethod, string>;

/** One thing to order, named in exactly one of three ways; a product only when it has a single variant. */
export interface OrderedItem {
  readonly variantId?: string | undefined;
  readonly productId?: string | undefined;
  readonly sku?: string | undefined;
  readonly quantity: number;
  /** A decimal in the shop's currency; another price is refused with `price_changed`. */
  readonly expectedPrice?: string | number | undefined;
}

interface OrderDetails {
  /**
   * Makes the order safe to repeat: a UUIDv7 of the caller's, kept over retries (`runOnce` hands one out). The same id again
   * answers with the order that it made.
   */
  readonly orderId?: string | undefined;
  readonly email?: string | undefined;
  /** For staff and keys that order for somebody. */
  readonly customerId?: string | undefined;
  readonly shippingAddress?: unknown;
  readonly shippingMethodCode?: string | undefined;
  readonly paymentMethod: PaymentMethod;
}

export interface CartReference {
  readonly token: string;
  /** The total that the shopper saw; another one is refused with `price_changed`. */
  readonly expectedTotalMinor?: bigint | undefined;
}

export type PlaceOrderInput = OrderDetails &
  (
    | { readonly cart: CartReference; readonly items?: undefined }
    | { readonly items: readonly OrderedItem[]; readonly cart?: undefined }
  );

export interface PlacedItem {
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly total: Money;
}

export interface PlacedOrder {
  readonly orderId: string;
  readonly number: string;
  /** Lets a guest read the order. */
  readonly accessToken: string;
  readonly status: OrderStatus;
  readonly customerId: string;
  readonly items: readonly PlacedItem[];
  readonly total: Money;
  readonly currency: string;
  readonly createdAt: Date;
  readonly paymentMethod: PaymentMethod;
  readonly paymentId: string;
}
