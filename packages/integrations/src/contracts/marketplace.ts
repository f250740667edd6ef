import type {
  ChannelListing,
  ChannelName,
  ChannelOrder,
  ChannelStore,
  ListedQuantity,
  QuantityOutcome,
} from "./channel.ts";
import type { ProviderMoney } from "./payment-provider.ts";

/** What a store has given us to act for it. */
export interface StoreTokens {
  readonly accessToken: string;
  /** What a new access token is had for; null when the marketplace gives none. */
  readonly refreshToken: string | null;
  /** When the access token ends; null when it does not, or nobody knows. */
  readonly expiresAt: Date | null;
}

/** Where the tokens of one store are kept. Nobody but its client reads them. */
export interface StoreTokenVault {
  load(): Promise<StoreTokens>;
  /**
   * Exchanges `stale` for what `renew` fetches, and keeps that. One at a time over all processes: whoever comes meanwhile
   * waits, and is given what the first one got. `renew` is not called when other tokens than `stale` are kept by now: a
   * refresh token is good for one use, and the second use of one ends the store's consent.
   */
  refresh(stale: StoreTokens, renew: (held: StoreTokens) => Promise<StoreTokens>): Promise<StoreTokens>;
}

/** One store at a marketplace, as its client needs to know it. */
export interface MarketplaceStore extends ChannelStore {
  /** Theirs: Etsy's shop id, Amazon's seller id, Shopify's shop domain. */
  readonly externalStoreId: string;
  /** What an amount without a currency is in. */
  readonly currency: string;
  readonly tokens: StoreTokenVault;
}

/** What a marketplace says of one receipt or order id. All three are answers; whatever else happens is thrown. */
export type ReceiptAnswer =
  | {
      readonly kind: "accepted";
      readonly externalOrderId: string;
      readonly total: ProviderMoney;
      /** Null where the marketplace tells the total alone. */
      readonly order: ChannelOrder | null;
    }
  /** There is no such order, or none that was bought yet: `reason` says which, for people. */
  | { readonly kind: "refused"; readonly reason: string }
  /** `retryAfterMs` is null when the marketplace does not say how long. */
  | { readonly kind: "rate_limited"; readonly retryAfterMs: number | null };

export interface ChangedPage {
  readonly since: Date;
  /** Null for the first page. */
  readonly cursor: string | null;
}

export interface ChangedOrders {
  /** May hold an order that an earlier page held. One that is bought but not told in full yet is left out: it changes again. */
  readonly orders: readonly ChannelOrder[];
  /** Orders that could not be read, for the log: one strange order does not hold up those behind it. */
  readonly unreadable: readonly { readonly externalId: string; readonly message: string }[];
  /** Of the next page; null when this was the last. Good for a day at least, in any process. */
  readonly nextCursor: string | null;
  /**
   * On the last page: everything that changed before this moment has been told, by the marketplace's own clock. Begin the next
   * run here; it is a little before the newest change, so that what became visible late is not missed. Null on other pages.
   */
  readonly completeUntil: Date | null;
}

export interface StoreQuantities {
  /** 1 to `batchSize` listings, each once. */
  readonly quantities: readonly ListedQuantity[];
  /** A UUID; the same for the same quantities sent again. */
  readonly idempotencyKey: string;
}

interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * A marketplace that sells for us. Every call may be repeated.
 *
 * Throws `ProviderUnavailableError` when it cannot be reached, breaks off or answers nonsense: trying again may help;
 * `RateLimitedError` where its quota, or our count of it, is used up; `ProviderRefusedError` when trying again will not help.
 * Its code is `unauthorized` when the store has to be connected anew.
 */
export interface MarketplaceClient {
  readonly channel: ChannelName;
  fetchReceipt(store: MarketplaceStore, receipt: string, options?: CallOptions): Promise<ReceiptAnswer>;
  /** Orders that changed at or after `since`, page by page. Missing where there is nothing that lists. */
  listChanged?(store: MarketplaceStore, page: ChangedPage, options?: CallOptions): Promise<ChangedOrders>;
  /** Missing where stock cannot be told. */
  readonly stock?: MarketplaceStock;
}

export interface ListingPage {
  readonly listings: readonly ChannelListing[];
  /** Of the next page; null when this was the last. */
  readonly nextCursor: string | null;
}

/** Finds out which of a store's listings sell something of ours. `list` or `bySku` is there, whichever the marketplace has. */
export interface ListingFinder {
  /** What the store has on sale, page by page. One that changes meanwhile may be missing: the next walk has it. */
  list?(store: MarketplaceStore, cursor: string | null, options?: CallOptions): Promise<ListingPage>;
  /** Which of these SKUs, 20 at most, the store has. */
  bySku?(store: MarketplaceStore, skus: readonly string[], options?: CallOptions): Promise<readonly ChannelListing[]>;
}

export interface MarketplaceStock {
  /** Most listings in one call. */
  readonly batchSize: number;
  /** Missing where listings have to be told by hand. */
  readonly find?: ListingFinder;
  /** Sets each listing to its number; how each fared. Throws as `StockChannel` does. */
  setQuantities(
    store: MarketplaceStore,
    wanted: StoreQuantities,
    options?: CallOptions,
  ): Promise<readonly QuantityOutcome[]>;
}

/** The marketplaces that this instance has keys for. */
export type MarketplaceClients = Readonly<Partial<Record<ChannelName, MarketplaceClient>>>;

/** An order was placed or changed somewhere: what a webhook says before anybody has asked for the order itself. */
export interface MarketplaceHint {
  readonly channel: ChannelName;
  readonly externalStoreId: string;
  readonly receipt: string;
}

/** Acts on a hint; safe to repeat. `ignored`: the store is none of ours. Throws when trying again may help. */
export type HearMarketplaceHint = (
  hint: MarketplaceHint,
  options: { readonly requestId: string; readonly signal: AbortSignal },
) => Promise<"processed" | "ignored">;
