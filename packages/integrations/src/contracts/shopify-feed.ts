import type { ChannelProduct } from "./channel-product.ts";
import type { ChannelOrder, ChannelStore } from "./channel.ts";
import type { ShopifyShop } from "./shopify.ts";

/** What is pulled from a Shopify shop. */
export type ShopifyKind = "products" | "orders";

/** A product or an order as Shopify told it, and what is known of it before anybody reads on. */
export interface ShopifyItem {
  /** `gid://shopify/Order/1`: text, since its number may be larger than JavaScript can count. */
  readonly externalId: string;
  readonly title: string;
  readonly createdAt: Date;
  /** Shopify's own time of its last change. */
  readonly updatedAt: Date;
  /** As received; what a bulk operation tells in many lines is put together to what a page would have told. */
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface ShopifyPage {
  readonly nodes: readonly unknown[];
  /** Null after the last. */
  readonly nextCursor: string | null;
}

interface Call {
  readonly signal: AbortSignal;
}

/** How products, or orders, are read from a shop. All of its calls may throw what `ShopifyShop.graphql` throws. */
export interface ShopifyFeed {
  readonly kind: ShopifyKind;
  /** How many there are; of all, or of those that changed at or after `since`. */
  count(shop: ShopifyShop, options: Call & { readonly since: Date | null }): Promise<number>;
  /** Those that changed at or after `since`, the longest unchanged first. Every node is whole: nested lists are read to their ends. */
  page(
    shop: ShopifyShop,
    options: Call & { readonly since: Date; readonly cursor: string | null },
  ): Promise<ShopifyPage>;
  /** By their ids, 25 at most, whole; one that is gone is not in the answer. */
  byIds(shop: ShopifyShop, ids: readonly string[], options: Call): Promise<readonly unknown[]>;
  /** Which of these exist, 250 at most. */
  existing(shop: ShopifyShop, ids: readonly string[], options: Call): Promise<ReadonlySet<string>>;
  /** The query of an export of all, or of those that changed at or after `since`. */
  exportQuery(since: Date | null): string;
  /** Puts what an export told of one root and its children, in the file's order, together to what a page tells. */
  assemble(root: unknown, children: readonly unknown[]): unknown;
  /** @throws ZodError when it is none of ours to read */
  identify(node: unknown): ShopifyItem;
}

/** The one mapper of each kind, whichever way the payload came. */
export interface ShopifyMappers {
  readonly mapProduct: (payload: unknown, shop: { readonly currency: string }) => ChannelProduct;
  readonly mapOrder: (payload: unknown, store: ChannelStore) => ChannelOrder;
}

/** All that is needed to read a shop. */
export interface ShopifyReader extends ShopifyMappers {
  readonly feeds: Readonly<Record<ShopifyKind, ShopifyFeed>>;
  /** Where the shop keeps its stock (`gid://shopify/Location/1`); null when it has no such place. */
  readonly primaryLocation: (shop: ShopifyShop, options: Call) => Promise<string | null>;
}
