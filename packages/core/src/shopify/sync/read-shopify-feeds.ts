import type { ShopifyKind } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { type SyncRunView, toSyncRunView } from "#sync/sync-run-view.ts";

import { findIntegration } from "../find-integration.ts";
import { syncName } from "./shopify-sync.ts";

/** How far one kind of thing has been pulled from a shop. */
export interface ShopifyFeedView {
  readonly kind: ShopifyKind;
  /** As received and not deleted there. */
  readonly items: number;
  /** Those that could not be brought over. */
  readonly failed: number;
  readonly syncedAt: Date | null;
  readonly fullSyncedAt: Date | null;
  /** All changes up to here, by Shopify's clock, have been read. */
  readonly watermark: Date | null;
  /** The run that waits, runs or is paused. */
  readonly open: SyncRunView | null;
  /** The last one that has ended. */
  readonly last: SyncRunView | null;
}

export interface ShopifyFeeds {
  readonly integrationId: string;
  readonly shopDomain: string;
  readonly feeds: readonly ShopifyFeedView[];
}

/** How a connected shop stands, kind by kind. Throws `integration_not_found`. */
export async function readShopifyFeeds(
  ctx: Ctx,
  { integrationId }: { readonly integrationId?: string | undefined },
): Promise<ShopifyFeeds> {
  const { id, shopDomain } = await findIntegration(ctx, { organizationId: ctx.organizationId, integrationId });
  const feeds = await Promise.all((["products", "orders"] as const).map((kind) => readFeed(ctx, kind, id)));
  return { integrationId: id, shopDomain, feeds };
}

async function readFeed(ctx: Ctx, kind: ShopifyKind, integrationId: string): Promise<ShopifyFeedView> {
  const { prisma } = ctx.db;
  const there = { integrationId, deletedAt: null };
  const failing = { integrationId, error: { not: null } };
  const where = { organizationId: ctx.organizationId, name: syncName({ kind, integrationId }) };
  const [feed, open, last, items, failed] = await Promise.all([
    prisma.shopifyFeed.findUnique({ where: { integrationId_kind: { integrationId, kind } } }),
    prisma.syncRun.findFirst({ where: { ...where, status: { in: ["pending", "running", "paused"] } } }),
    prisma.syncRun.findFirst({
      where: { ...where, status: { in: ["completed", "failed", "cancelled"] } },
      orderBy: { id: "desc" },
    }),
    kind === "products" ? prisma.shopifyProduct.count({ where: there }) : prisma.shopifyOrder.count({ where: there }),
    kind === "products"
      ? prisma.shopifyProduct.count({ where: failing })
      : prisma.shopifyOrder.count({ where: failing }),
  ]);
  const { syncedAt = null, fullSyncedAt = null, watermark = null } = feed ?? {};
  const runs = { open: open && toSyncRunView(open), last: last && toSyncRunView(last) };
  return { kind, items, failed, syncedAt, fullSyncedAt, watermark, ...runs };
}
