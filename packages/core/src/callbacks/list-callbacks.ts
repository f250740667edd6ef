import { z } from "zod";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { toEndpointView } from "./endpoint-view.ts";
import type { EndpointView } from "./views.ts";

/**
 * Where this organization is called, newest first.
 *
 * @throws DomainError `invalid_input` for a cursor that is not ours
 */
export async function listCallbacks(
  ctx: Ctx,
  { cursor, limit = 100 }: { cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<{ items: EndpointView[]; nextCursor: string | null }> {
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success)
    throw new DomainError("invalid_input", { field: "cursor" });
  const rows = await ctx.db.prisma.callbackEndpoint.findMany({
    where: { organizationId: ctx.organizationId },
    // Ids are made in the order of time.
    orderBy: { id: "desc" },
    take: limit + 1,
    ...(cursor !== undefined && { cursor: { id: cursor }, skip: 1 }),
  });
  const items = rows.slice(0, limit);
  const nextCursor = rows.length > limit ? (items.at(-1)?.id ?? null) : null;
  return { items: items.map((row) => toEndpointView(row, ctx.now())), nextCursor };
}
