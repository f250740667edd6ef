import { z } from "zod";

import type { DeadLetter } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { visibleTo } from "./jobs-overview.ts";
import type { DeadLetterView } from "./views.ts";

/**
 * What was given up on: open ones unless `resolved` is asked for, newest first.
 *
 * @throws DomainError `invalid_input` for a cursor that is not ours
 */
export async function listDeadLetters(
  ctx: Ctx,
  {
    cursor,
    limit = 50,
    resolved = false,
  }: { cursor?: string | undefined; limit?: number | undefined; resolved?: boolean } = {},
): Promise<{ items: DeadLetterView[]; nextCursor: string | null }> {
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success)
    throw new DomainError("invalid_input", { field: "cursor" });
  const rows = await ctx.db.prisma.deadLetter.findMany({
    where: { ...visibleTo(ctx), resolvedAt: resolved ? { not: null } : null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    ...(cursor !== undefined && { cursor: { id: cursor }, skip: 1 }),
  });
  const items = rows.slice(0, limit);
  return { items: items.map(toDeadLetterView), nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** A dead letter as staff see it. */
export function toDeadLetterView(row: DeadLetter): DeadLetterView {
  const { id, kind, name, ref, error, attempts, payload, createdAt, resolvedAt, resolution } = row;
  return { id, kind, name, ref, error, attempts, payload, createdAt, resolvedAt, resolution };
}
