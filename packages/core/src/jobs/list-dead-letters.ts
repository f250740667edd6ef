import { z } from "zod";

import type { DeadLetter } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { visibleTo } from "./jobs-overview.ts";
import { redactPayload } from "./redact-payload.ts";
import type { DeadLetterView } from "./views.ts";

/** Which dead letters are meant: what is not named may be anything. */
export interface DeadLetterFilter {
  /** `job`, `event`, `callback`, `webhook`, `integrity` */
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly cause?: string | undefined;
  /** A part of the error's text, or the whole of what it is about. */
  readonly search?: string | undefined;
}

export interface ListDeadLetters extends DeadLetterFilter {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  /** Those that somebody has settled instead of those that are open. */
  readonly resolved?: boolean;
}

/**
 * What was given up on: open ones unless `resolved` is asked for, newest first.
 *
 * @throws DomainError `invalid_input` for a cursor that is not ours
 */
export async function listDeadLetters(
  ctx: Ctx,
  { cursor, limit = 50, resolved = false, ...filter }: ListDeadLetters = {},
): Promise<{ items: DeadLetterView[]; nextCursor: string | null }> {
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success)
    throw new DomainError("invalid_input", { field: "cursor" });
  const rows = await ctx.db.prisma.deadLetter.findMany({
    where: { AND: [visibleTo(ctx), matching(filter)], resolvedAt: resolved ? { not: null } : null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    ...(cursor !== undefined && { cursor: { id: cursor }, skip: 1 }),
  });
  const items = rows.slice(0, limit);
  return { items: items.map(toDeadLetterView), nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** The condition of a filter. */
export function matching({ kind, name, cause, search = "" }: DeadLetterFilter) {
  const wanted = search.trim();
  return {
    ...(kind !== undefined && { kind }),
    ...(name !== undefined && { name }),
    ...(cause !== undefined && { cause }),
    ...(wanted !== "" && {
      OR: [
        { ref: wanted },
        { name: wanted },
        { payload: { path: ["requestId"], equals: wanted } },
        { error: { contains: wanted.replaceAll(/[\\%_]/g, String.raw`\$&`), mode: "insensitive" as const } },
      ],
    }),
  };
}

/** A dead letter as staff see it, without secrets. */
export function toDeadLetterView(row: DeadLetter): DeadLetterView {
  const { id, kind, name, ref, error, cause, attempts, payload, createdAt, resolvedAt, resolution } = row;
  return {
    id,
    kind,
    name,
    ref,
    error,
    cause,
    attempts,
    payload: redactPayload(payload),
    createdAt,
    resolvedAt,
    resolution,
  };
}
