import type { Ctx } from "#context.ts";
import { DomainError, isDomainError } from "#errors.ts";

import { visibleTo } from "./jobs-overview.ts";
import { matching, type DeadLetterFilter } from "./list-dead-letters.ts";
import { resolveDeadLetter, type ResolveDeadLetter } from "./resolve-dead-letter.ts";

export interface ResolveDeadLetters extends DeadLetterFilter {
  readonly resolution: ResolveDeadLetter["resolution"];
  /** These alone, instead of all that the filter fits. */
  readonly ids?: readonly string[] | undefined;
}

export interface ResolvedDeadLetters {
  readonly resolved: number;
  /** Those that cannot be done again; they stay open. */
  readonly refused: number;
  /** Whether the filter fits others that this call did not reach. */
  readonly more: boolean;
}

const mostAtOnce = 200;

/**
 * Settles many dead letters, the oldest first, up to 200 in a call. Each is settled by itself: what cannot be done again
 * does not stop the others, and what somebody else settled meanwhile is left alone.
 *
 * @throws DomainError `invalid_input` when nothing says which are meant
 */
export async function resolveDeadLetters(
  ctx: Ctx,
  { resolution, ids, ...filter }: ResolveDeadLetters,
): Promise<ResolvedDeadLetters> {
  const named = ids ?? Object.values(filter).filter((value) => value !== undefined && value !== "");
  if (named.length === 0 || named.length > mostAtOnce) throw new DomainError("invalid_input", { most: mostAtOnce });
  const letters = await ctx.db.prisma.deadLetter.findMany({
    where: { AND: [visibleTo(ctx), matching(filter)], resolvedAt: null, ...(ids && { id: { in: [...ids] } }) },
    select: { id: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: mostAtOnce + 1,
  });
  const counts = { resolved: 0, refused: 0 };
  for (const { id } of letters.slice(0, mostAtOnce)) {
    const outcome = await resolveOne(ctx, { id, resolution });
    if (outcome !== null) counts[outcome] += 1;
  }
  return { ...counts, more: letters.length > mostAtOnce };
}

async function resolveOne(ctx: Ctx, letter: ResolveDeadLetter): Promise<"resolved" | "refused" | null> {
  try {
    await resolveDeadLetter(ctx, letter);
    return "resolved";
  } catch (error) {
    if (isDomainError(error, "job_not_changeable")) return "refused";
    if (isDomainError(error, "conflict")) return null;
    throw error;
  }
}
