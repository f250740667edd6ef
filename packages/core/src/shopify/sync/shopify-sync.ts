import type {
  ChannelStore,
  ShopifyFeed,
  ShopifyKind,
  ShopifyMappers,
  ShopifyShop,
} from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";

import type { Feed } from "./raw-table.ts";

/** One kind of thing of one shop, as the parts of a run see it. */
export interface ShopifySync extends Feed {
  readonly ctx: Ctx;
  readonly shop: ShopifyShop;
  readonly feed: ShopifyFeed;
  readonly mappers: ShopifyMappers;
  readonly store: ChannelStore;
  /** Of the shop, for what does not name its own. */
  readonly currency: string;
  /** Where the shop keeps its stock; asked once. */
  readonly locationId: () => Promise<string | null>;
}

/** A node as it was told, when it was asked for, and which way it came. */
export interface FetchedNode {
  readonly node: unknown;
  readonly readAt: Date;
  /** Pages come in the order of changes, so that the newest among them says how far the run has seen. */
  readonly from: "page" | "export" | "id";
}

/** Under which name a shop's runs of a kind are kept: one at a time. */
export function syncName({ kind, integrationId }: Pick<Feed, "kind" | "integrationId">): string {
  return `${syncFamily(kind)}/${integrationId}`;
}

/** What a run of that name pulls; null for one that is not ours. */
export function kindOfSync(name: string): ShopifyKind | null {
  if (name.startsWith("shopify-products/")) return "products";
  return name.startsWith("shopify-orders/") ? "orders" : null;
}

/** Of all shops. */
export function syncFamily(kind: ShopifyKind): string {
  return `shopify-${kind}`;
}
