import { z } from "zod";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import type { PageWanted } from "../list-integrations.ts";
import type { PrivacyRequestView } from "../views.ts";

/**
 * What privacy laws asked of the organization's shops, newest first.
 *
 * @throws DomainError `invalid_input` for a cursor that is not ours
 */
export async function listPrivacyRequests(
  ctx: Ctx,
  { cursor, limit = 25 }: PageWanted = {},
): Promise<{ items: PrivacyRequestView[]; nextCursor: string | null }> {
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success)
    throw new DomainError("invalid_input", { field: "cursor" });
  const rows = await ctx.db.prisma.shopifyPrivacyRequest.findMany({
    where: { organizationId: ctx.organizationId, ...(cursor !== undefined && { id: { lt: cursor } }) },
    include: { integration: { select: { shopDomain: true } } },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const items = rows.slice(0, limit).map(({ integration, organizationId: _, messageId: __, ...row }) => ({
    ...row,
    shopDomain: integration.shopDomain,
  }));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
