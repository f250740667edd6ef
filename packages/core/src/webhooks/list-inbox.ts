import { z } from "zod";

import type { Prisma } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import type { InboxMessageView, InboxState } from "./views.ts";

export interface ListInbox {
  readonly source?: string | undefined;
  readonly state?: InboxState | undefined;
  /** The beginning of the sender's id. */
  readonly externalId?: string | undefined;
  readonly cursor?: string | undefined;
  /** 1 to 100, default 25. */
  readonly limit?: number | undefined;
}

/**
 * What others told us, newest first, by keyset over the id: ids are made when a message arrives and grow with time.
 *
 * @throws DomainError `invalid_input` for a cursor that is not ours
 */
export async function listInbox(
  ctx: Ctx,
  { source, state, externalId, cursor, limit = 25 }: ListInbox = {},
): Promise<{ items: InboxMessageView[]; nextCursor: string | null }> {
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success)
    throw new DomainError("invalid_input", { field: "cursor" });
  const rows = await ctx.db.prisma.webhookInbox.findMany({
    where: {
      organizationId: ctx.organizationId,
      ...(source !== undefined && { source }),
      ...(state !== undefined && { state }),
      ...(externalId !== undefined && { externalId: { startsWith: asItIs(externalId) } }),
      ...(cursor !== undefined && { id: { lt: cursor } }),
    },
    select: shown,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

// Prisma hands `%` and `_` on as wildcards.
function asItIs(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}

/** The columns of a message that lists show; the body is none of them. */
export const shown = {
  id: true,
  source: true,
  accountId: true,
  externalId: true,
  topic: true,
  state: true,
  error: true,
  attempts: true,
  receivedAt: true,
  processedAt: true,
} as const satisfies Prisma.WebhookInboxSelect;
