import type { MediaView } from "#catalog/views.ts";
import type { Address } from "#orders/address.ts";
import type { Money } from "#pricing/money.ts";
import type { StoredPickupPoint } from "#shipping/stored-pickup-point.ts";

export interface CartLineView {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  readonly slug: string;
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly quantity: number;
  /** Today's price. */
  readonly unitPrice: Money;
  /** The price that the shopper saw when adding it; differs from `unitPrice` when it must be accepted anew. */
  readonly seenPrice: Money;
  readonly total: Money;
  readonly available: number;
  /** What stands in the way of buying this line now. */
  readonly problem: "out_of_stock" | "not_enough_stock" | "price_changed" | "unavailable" | null;
  readonly media: MediaView | null;
}

export interface CartView {
  /** The cart's token: whoever has it has the cart. */
  readonly id: string;
  readonly status: "active" | "ordered";
  readonly version: number;
  readonly currency: string;
  readonly email: string | null;
  readonly shippingAddress: Address | null;
  readonly shippingMethodCode: string | null;
  /** Where the parcel will wait, when the method is one that is fetched and a point was chosen. */
  readonly pickupPoint: StoredPickupPoint | null;
  readonly lines: readonly CartLineView[];
  readonly itemCount: number;
  readonly subtotal: Money;
  readonly discount: Money;
  /** Null until a shipping method is chosen. */
  readonly shipping: Money | null;
  readonly taxIncluded: Money;
  readonly total: Money;
  /** The order that this cart became. */
  readonly order: { readonly id: string; readonly number: string; readonly accessToken: string } | null;
}

export interface ShippingMethodView {
  readonly code: string;
  readonly title: string;
  readonly description: string;
  readonly carrier: string;
  /** The parcel is fetched from a pickup point. */
  readonly pickup: boolean;
  /** With the free-shipping threshold applied. */
  readonly price: Money;
  readonly freeOver: Money | null;
}
