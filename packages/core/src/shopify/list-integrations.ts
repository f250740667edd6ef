import { z } from "zod";

import type { Prisma } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import type { ShopifyIntegrationView } from "./views.ts";

export interface PageWanted {
  readonly cursor?: string | undefined;
  /** 1 to 100, default 25. */
  readonly limit?: number | undefined;
}

/**
 * The organization's shops at Shopify, newest first; also those where the app was removed.
 *
 * @throws DomainError `invalid_input` for a cursor that is not ours
 */
export async function listIntegrations(
  ctx: Ctx,
  { cursor, limit = 25 }: PageWanted = {},
): Promise<{ items: ShopifyIntegrationView[]; nextCursor: string | null }> {
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success)
    throw new DomainError("invalid_input", { field: "cursor" });
  const rows = await ctx.db.prisma.shopifyIntegration.findMany({
    where: { organizationId: ctx.organizationId, ...(cursor !== undefined && { id: { lt: cursor } }) },
    select: shown,
    // Ids are made in the order of time.
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

const shown = {
  id: true,
  shopDomain: true,
  shopName: true,
  currency: true,
  grant: true,
  state: true,
  stateReason: true,
  apiVersion: true,
  answeredVersion: true,
  scopes: true,
  accessTokenExpiresAt: true,
  refreshTokenExpiresAt: true,
  webhooksCheckedAt: true,
  webhooksRepaired: true,
  webhooksError: true,
  installedAt: true,
  uninstalledAt: true,
} as const satisfies Prisma.ShopifyIntegrationSelect;
