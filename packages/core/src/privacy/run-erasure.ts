import { z } from "zod";

import { Prisma, transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";
import { emit } from "#outbox/emit.ts";
import { unseal } from "#secrets/secret-box.ts";

import { eraseMentions } from "./erase-mentions.ts";
import { eraseOwn, tablesOfPeople } from "./erase-rows.ts";
import { type Person, personShape } from "./person.ts";

/** How many rows a page looks at. */
const pageRows = 2_000;
/** What was under way when the first round came by, a callback or a job, has been written down by then. */
const secondRoundMs = 15 * 60_000;

/** Where an erasure stands: in the first or second round, at which table, behind which row. */
const place = z.object({
  round: z.union([z.literal(1), z.literal(2)]),
  table: z.string(),
  after: z.array(z.string()).nullable(),
});
type Place = z.infer<typeof place>;

export interface ErasureOutcome {
  /** `waiting`: the second round is still to come. */
  readonly state: "running" | "waiting" | "done";
}

/**
 * Erases a person, table by table and page by page, and notes where it stands: whoever goes on after a crash begins with the page that
 * was not finished. Safe to run at any time and twice; one that is done does nothing.
 */
export async function runErasure(
  ctx: Ctx,
  { erasureId, signal }: { erasureId: string; signal?: AbortSignal },
): Promise<ErasureOutcome> {
  const row = await ctx.db.prisma.erasure.findFirst({ where: { id: erasureId, organizationId: ctx.organizationId } });
  if (!row?.sealedPerson || row.state === "done") return { state: "done" };
  const person = personShape.parse(JSON.parse(unseal(ctx.settings.encryptionKey, row.sealedPerson)));
  const at = row.cursor === null ? firstOf(1) : place.parse(row.cursor);
  if (at.round === 2 && row.nextRoundAt !== null && row.nextRoundAt > ctx.now()) return { state: "waiting" };
  const counts = z.record(z.string(), z.number()).parse(row.erased);
  return walk(ctx, { erasureId, customerId: row.customerId, person, counts, at, signal });
}

interface Walk {
  readonly erasureId: string;
  readonly customerId: string | null;
  readonly person: Person;
  readonly counts: Record<string, number>;
  readonly at: Place;
  readonly signal: AbortSignal | undefined;
}

async function walk(ctx: Ctx, { at: from, ...walked }: Walk): Promise<ErasureOutcome> {
  const { erasureId, counts, signal } = walked;
  for (let at: Place | null = from; at !== null;) {
    if (signal?.aborted) throw signal.reason;
    const { next, changed } = await eraseAt(ctx, walked.person, at);
    if (changed > 0) counts[at.table] = (counts[at.table] ?? 0) + changed;
    if (next === null) break;
    at = next;
    await ctx.db.prisma.erasure.update({
      where: { id: erasureId },
      data: { cursor: at, erased: counts, state: "running" },
      select: { id: true },
    });
  }
  return from.round === 1 ? rest(ctx, walked) : finish(ctx, walked);
}

/** One page of one table; where a table begins its own rows go first. Next is null at the end of a round. */
async function eraseAt(ctx: Ctx, person: Person, at: Place): Promise<{ next: Place | null; changed: number }> {
  const { organizationId, db } = ctx;
  const index = tablesOfPeople.findIndex(({ name }) => name === at.table);
  const table = tablesOfPeople[index];
  // A table of another version of this program: the round begins anew, which finds nothing where it was before.
  if (!table) return { next: firstOf(at.round), changed: 0 };
  const own = at.after === null ? await eraseOwn(db.pool, table, { organizationId, person }) : 0;
  const following = tablesOfPeople[index + 1];
  const onward = following ? { round: at.round, table: following.name, after: null } : null;
  if (table.mentions === undefined || person.finders.length === 0) return { next: onward, changed: own };
  const page = await eraseMentions(db.pool, table, { organizationId, person, after: at.after, rows: pageRows });
  const next = page.next === null ? onward : { ...at, after: [...page.next] };
  return { next, changed: own + page.changed };
}

// What was under way meanwhile is looked for once more, when it has come to its end.
async function rest(ctx: Ctx, { erasureId, counts }: Omit<Walk, "at">): Promise<ErasureOutcome> {
  const { organizationId, requestId } = ctx;
  const nextRoundAt = new Date(ctx.now().getTime() + secondRoundMs);
  await transact(ctx.db, async (tx) => {
    await tx.erasure.update({
      where: { id: erasureId },
      data: { state: "waiting", cursor: firstOf(2), erased: counts, nextRoundAt },
      select: { id: true },
    });
    await enqueueInTransaction(tx, "erase-person", { organizationId, erasureId, requestId }, { runAt: nextRoundAt });
  });
  return { state: "waiting" };
}

async function finish(ctx: Ctx, { erasureId, customerId, counts }: Omit<Walk, "at">): Promise<ErasureOutcome> {
  await transact(ctx.db, async (tx) => {
    const { count } = await tx.erasure.updateMany({
      where: { id: erasureId, state: { not: "done" } },
      // With the person that it was about goes the last that is known of them.
      data: {
        state: "done",
        sealedPerson: null,
        cursor: Prisma.DbNull,
        erased: counts,
        nextRoundAt: null,
        finishedAt: ctx.now(),
      },
    });
    if (count > 0) await tell(tx, ctx, { erasureId, customerId, counts });
  });
  ctx.wakeRelay();
  return { state: "done" };
}

async function tell(
  tx: Tx,
  ctx: Ctx,
  { erasureId, customerId, counts }: { erasureId: string; customerId: string | null; counts: Record<string, number> },
): Promise<void> {
  const subject = { subjectType: "customer", subjectId: customerId ?? erasureId } as const;
  await recordAudit(tx, ctx, { ...subject, action: "customer.erased", data: { erasureId, rows: counts } });
  if (customerId === null) return;
  await emit(tx, ctx, {
    type: "customer.erased",
    aggregateType: "customer",
    aggregateId: customerId,
    data: { customerId },
  });
}

function firstOf(round: Place["round"]): Place {
  return { round, table: tablesOfPeople[0]?.name ?? "", after: null };
}
