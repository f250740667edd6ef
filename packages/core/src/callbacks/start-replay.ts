import { newId, transact, type CallbackReplay } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";

import { countSource } from "./replay-sources.ts";
import type { ReplaySpan, ReplayView } from "./views.ts";

export interface AskedReplay extends Omit<ReplaySpan, "until"> {
  readonly endpointId: string;
  /** Default, and at most, now. */
  readonly until?: Date | undefined;
}

/**
 * How many deliveries a replay would send now.
 *
 * @throws DomainError `not_found`; `invalid_input` for a span that ends before it begins
 */
export async function countReplay(ctx: Ctx, asked: AskedReplay): Promise<{ count: number }> {
  const { organizationId } = ctx;
  const known = await ctx.db.prisma.callbackEndpoint.count({ where: { id: asked.endpointId, organizationId } });
  if (known === 0) throw new DomainError("not_found");
  return { count: await countSource(ctx.db.pool, { ...asked, organizationId, until: endOf(ctx, asked) }) };
}

/**
 * Sends once more what failed since a time, or everything in a span of time: each event once, the same bytes, after
 * everything that happens meanwhile. A job puts them in line, batch by batch.
 *
 * @throws DomainError `not_found`, also when the endpoint is switched off; `invalid_input` for a span that ends before it
 * begins; `conflict` while another replay of this endpoint is running
 */
export async function startReplay(ctx: Ctx, asked: AskedReplay): Promise<ReplayView> {
  const { organizationId, requestId } = ctx;
  const { endpointId, what, since } = asked;
  const until = endOf(ctx, asked);
  const total = await countSource(ctx.db.pool, { organizationId, endpointId, what, since, until });
  return transact(ctx.db, async (tx) => {
    // Two who ask at once take turns here.
    const found = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM callback_endpoints
      WHERE id = ${endpointId}::uuid AND organization_id = ${organizationId}::uuid AND status <> 'disabled'
      FOR NO KEY UPDATE`;
    if (found.length === 0) throw new DomainError("not_found");
    const running = await tx.callbackReplay.count({ where: { organizationId, endpointId, state: "running" } });
    if (running > 0) throw new DomainError("conflict", {}, { message: "A replay of this callback is still running." });
    const replay = await tx.callbackReplay.create({
      data: { id: newId(), organizationId, endpointId, what, since, until, total, requestId, createdAt: ctx.now() },
    });
    await recordAudit(tx, ctx, {
      action: "callback.replay_started",
      subjectType: "callback_endpoint",
      subjectId: endpointId,
      data: { what, since: since.toISOString(), until: until.toISOString(), total },
    });
    await enqueueInTransaction(tx, "replay-callbacks", { organizationId, replayId: replay.id, requestId });
    return toReplayView(replay);
  });
}

/** A replay as it is shown. */
export function toReplayView(row: CallbackReplay): ReplayView {
  const { id, endpointId, what, since, until, state, total, queued, createdAt, finishedAt } = row;
  return { id, endpointId, what, since, until, state, total, queued, createdAt, finishedAt };
}

function endOf(ctx: Ctx, { since, until }: AskedReplay): Date {
  const now = ctx.now();
  const end = until === undefined || until > now ? now : until;
  if (since >= end)
    throw new DomainError("invalid_input", { field: "since" }, { message: "The span ends before it begins." });
  return end;
}
