/** Where an order may come from besides our own shop. */
export type ChannelName = "amazon" | "etsy" | "shopify";

/** One seller's shop at a channel. */
export interface ChannelStore {
  readonly channel: ChannelName;
  /** Our id of the connected store: a UUID, the same in each of its orders and listings. */
  readonly storeId: string;
  /**
   * When the store was connected. What the seller's shelf count says was true then, so goods of earlier orders that had
   * left by the time we first heard of them are not taken from it again.
   */
  readonly connectedAt: Date;
}

export interface ChannelAddress {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly postalCode: string;
  readonly city: string;
  readonly region?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** As the channel gives it; kept only when it can be read as a telephone number. */
  readonly phone?: string | undefined;
}

export interface ChannelBuyer {
  /** The channel's name for the buyer, when it has one: makes two orders without an e-mail one customer. */
  readonly externalId: string | null;
  /** Amazon and Shopify may hold it back. */
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
}

/** Amounts are decimal strings in the order's currency, with no more digits than the currency has. */
export interface ChannelOrderLine {
  /** The channel's name for the line; unique within the order. */
  readonly externalId: string;
  /**
   * `goods` come from a shelf and are known by their SKU; a `charge` does not (a tip, gift wrap, duties) and needs no stock.
   */
  readonly kind: "goods" | "charge";
  /** As the seller typed it at the channel; null when there is none. */
  readonly sku: string | null;
  /** The channel's name for what was listed, if it has one; found again in the store's listings. */
  readonly externalListingId: string | null;
  readonly title: string;
  /** "Pine / Large"; empty when there is nothing to tell apart. */
  readonly variantTitle: string;
  readonly quantity: number;
  /** Before discounts. */
  readonly unitPrice: string;
  /** For all units, after the line's own discounts, without tax that comes on top. */
  readonly total: string;
  /** Tax contained in `total`; "0" where it comes on top or is not told. */
  readonly taxIncluded: string;
  /** How many of the units have left, as far as the channel knows. */
  readonly shippedQuantity: number;
}

/**
 * An order as a channel tells of it now: all of it, each time. What the buyer paid is taken as it is; what changes afterwards
 * is the state, so the same order again with a later `updatedAt` is how a channel says that it was paid, shipped,
 * cancelled or refunded.
 */
export interface ChannelOrder extends ChannelStore {
  /** The channel's name for the order; unique within the store. */
  readonly externalId: string;
  /** What buyer and seller read ("#1001"). */
  readonly externalNumber: string;
  readonly placedAt: Date;
  /** When the channel last changed it. An older answer never overwrites a newer one. */
  readonly updatedAt: Date;
  /** ISO 4217. */
  readonly currency: string;
  readonly lines: readonly ChannelOrderLine[];
  readonly shipping: string;
  /** Off the whole order, beyond the discounts of its lines. */
  readonly discount: string;
  /** On top of the prices. */
  readonly tax: string;
  /** What the buyer pays. Where the parts do not come to it, a line "Other charges" or the discount takes up the rest. */
  readonly total: string;
  readonly buyer: ChannelBuyer;
  /** Null when nothing is to be delivered, or when the channel holds it back. */
  readonly shippingAddress: ChannelAddress | null;
  readonly shippingTitle: string | null;
  /** `true`: the channel has the buyer's money, all of `total`. */
  readonly paid: boolean;
  /** Given back so far, all refunds together. */
  readonly refunded: string;
  readonly cancelled: { readonly at: Date; readonly reason: string } | null;
  /** The parcel that the channel knows of, once something has left. */
  readonly parcel: { readonly carrier: string | null; readonly trackingNumber: string | null } | null;
  /** `true`: the channel ships from its own warehouse, so our shelf has nothing to do with it. */
  readonly fulfilledByChannel: boolean;
}

/** What a store sells of ours, by the channel's own names. */
export interface ChannelListing {
  /** The channel's name for what is sold: a listing, an inventory item, a seller's SKU. Unique within the store. */
  readonly externalId: string;
  /** What else the channel asks for when its quantity is set, by the channel's own words: `{ locationId, productId }`. */
  readonly externalIds: Readonly<Record<string, string>>;
  /** The SKU that the seller gave it at the channel. */
  readonly sku: string | null;
}

export interface ListedQuantity {
  readonly listing: ChannelListing;
  /** For sale now: a whole number, 0 or more. It replaces whatever the channel shows. */
  readonly quantity: number;
}

export interface SetQuantities {
  readonly organizationId: string;
  readonly storeId: string;
  /** A UUID. The same set of quantities, sent again after a failure, carries the same one. */
  readonly idempotencyKey: string;
  /** 1 to `batchSize` listings, each once. */
  readonly quantities: readonly ListedQuantity[];
  readonly signal?: AbortSignal | undefined;
}

/** How one listing fared. A refusal is final: the same quantity is not sent again. */
export type QuantityOutcome =
  | { readonly externalId: string; readonly ok: true }
  | { readonly externalId: string; readonly ok: false; readonly message: string };

/**
 * Somewhere that shows how many there are of what we sell. A channel that is away, slow or over its limit throws
 * `ProviderUnavailableError` or `RateLimitedError`, with `retryAfterMs` when it said so; one that refuses the store altogether (its token is dead)
 * throws `ProviderRefusedError`. Everything else is told for each listing.
 */
export interface StockChannel {
  readonly channel: ChannelName;
  /** Most listings in one call. */
  readonly batchSize: number;
  /** Sets quantities, each to the number given. Safe to repeat. */
  setQuantities(input: SetQuantities): Promise<readonly QuantityOutcome[]>;
}

/** By channel, handed to core by the apps. */
export type StockChannels = Readonly<Partial<Record<ChannelName, StockChannel>>>;
