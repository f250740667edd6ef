import { z } from "zod";

import type { ShopifyKind } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { rawTables } from "./raw-table.ts";

/** Something of the shop's that could not be brought over, and why. The next run tries again. */
export interface FailedItem {
  readonly externalId: string;
  readonly title: string;
  readonly error: string;
  readonly shopUpdatedAt: Date;
}

export interface FailedItemFilter {
  readonly integrationId: string;
  readonly kind: ShopifyKind;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

const gid = z.string().regex(/^gid:\/\/shopify\/\w{1,40}\/\d{1,25}$/);

/**
 * What could not be brought over from a shop, by Shopify's ids.
 *
 * @throws DomainError `invalid_input` for a cursor that is not ours
 */
export async function listFailedItems(
  ctx: Ctx,
  { integrationId, kind, cursor, limit = 50 }: FailedItemFilter,
): Promise<{ readonly items: FailedItem[]; readonly nextCursor: string | null }> {
  if (cursor !== undefined && !gid.safeParse(cursor).success)
    throw new DomainError("invalid_input", { field: "cursor" });
  const rows = await ctx.db.prisma.$queryRaw<FailedItem[]>`
    select external_id as "externalId", coalesce(payload->>'title', payload->>'name', external_id) as title, error,
      shop_updated_at as "shopUpdatedAt"
    from ${rawTables[kind]}
    where integration_id = ${integrationId}::uuid and organization_id = ${ctx.organizationId}::uuid and error is not null
      and external_id > ${cursor ?? ""}
    order by external_id limit ${limit + 1}`;
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.externalId ?? null) : null };
}
