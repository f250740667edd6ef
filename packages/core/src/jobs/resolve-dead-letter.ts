import { z } from "zod";

import { transact, type DeadLetter, type Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { addJobInTransaction } from "./add-jobs.ts";
import { enqueueInTransaction } from "./enqueue.ts";
import { findJob } from "./find-job.ts";
import { JobRefused } from "./job-refused.ts";
import { toJobSpec } from "./job-spec.ts";
import { visibleTo } from "./jobs-overview.ts";
import { toDeadLetterView } from "./list-dead-letters.ts";
import { recordJobAction } from "./record-job-action.ts";
import type { DeadLetterView } from "./views.ts";

export interface ResolveDeadLetter {
  readonly id: string;
  /** `retried`: do it again; `discarded`: leave it be. */
  readonly resolution: "retried" | "discarded";
}

/**
 * Settles what was given up on: a job is added anew, an event goes back into the outbox, a subscriber
 * gets its event once more, a callback is sent once more.
 *
 * @throws DomainError `not_found`; `conflict` when somebody settled it before; `job_not_changeable` for a kind that
 * cannot be done again, such as a finding of the integrity check
 */
export async function resolveDeadLetter(ctx: Ctx, { id, resolution }: ResolveDeadLetter): Promise<DeadLetterView> {
  const letter = await ctx.db.prisma.deadLetter.findFirst({ where: { id, ...visibleTo(ctx) } });
  if (letter === null) throw new DomainError("not_found");
  const settled = await transact(ctx.db, async (tx) => {
    const { count } = await tx.deadLetter.updateMany({
      where: { id, resolvedAt: null },
      data: { resolvedAt: ctx.now(), resolution },
    });
    if (count === 0) throw new DomainError("conflict");
    if (resolution === "retried") await doAgain(tx, ctx, letter);
    const { kind, name, ref } = letter;
    await recordJobAction(tx, ctx, { action: `dead_letter.${resolution}`, letter: { id, kind, name, ref } });
    return tx.deadLetter.findUniqueOrThrow({ where: { id } });
  });
  if (letter.kind === "event") ctx.wakeRelay();
  return toDeadLetterView(settled);
}

async function doAgain(tx: Tx, ctx: Ctx, letter: DeadLetter): Promise<void> {
  if (letter.kind === "callback") return sendOnceMore(tx, letter, ctx.now());
  if (letter.kind === "event") return putBackEvent(tx, letter);
  if (letter.kind === "event-handler") return handleOnceMore(tx, letter);
  return addAnew(tx, ctx, letter);
}

async function addAnew(tx: Tx, ctx: Ctx, letter: DeadLetter): Promise<void> {
  const { kind } = letter;
  const name = kind === "job" ? letter.name : kind === "webhook" ? "apply-webhook" : "";
  const job = findJob(ctx, name);
  try {
    const spec = toJobSpec({ name, schema: job?.schema, maxAttempts: job?.maxAttempts ?? 1 }, letter.payload);
    await addJobInTransaction(tx, { ...spec, payload: { ...asObject(letter.payload), ...spec.payload } }, {});
  } catch (error) {
    if (!(error instanceof JobRefused)) throw error;
    throw new DomainError("job_not_changeable", { kind, name: letter.name }, { cause: error });
  }
}

// Whose it was and what caused it stand in the payload, also where the schema has no word for them.
function asObject(payload: unknown): object {
  return typeof payload === "object" && payload !== null ? payload : {};
}

const parkedEvent = z.object({
  aggregateType: z.string(),
  aggregateId: z.uuid(),
  occurredAt: z.string(),
  trace: z.record(z.string(), z.string()).catch({}),
  data: z.json(),
});

async function putBackEvent(tx: Tx, letter: DeadLetter): Promise<void> {
  const event = parkedEvent.safeParse(letter.payload);
  if (!event.success || letter.organizationId === null || event.data.data === null) {
    throw new DomainError("job_not_changeable", { kind: letter.kind, name: letter.name });
  }
  const { aggregateType, aggregateId, occurredAt, trace, data } = event.data;
  await tx.outboxEvent.create({
    data: {
      eventId: letter.ref,
      organizationId: letter.organizationId,
      aggregateType,
      aggregateId,
      type: letter.name,
      payload: data,
      trace,
      occurredAt: new Date(occurredAt),
    },
    select: { id: true },
  });
}

// Only for a subscriber that somebody still tells of, and while the log has the event.
async function handleOnceMore(tx: Tx, letter: DeadLetter): Promise<void> {
  const subscriber = letter.name;
  const eventId = letter.ref.slice(subscriber.length + 1);
  const count = await tx.$executeRaw`
    insert into subscriber_events (subscriber, seq, organization_id, aggregate_id)
    select ${subscriber}, seq, organization_id, aggregate_id from event_log
    where event_id = ${eventId}::uuid and exists (select 1 from event_subscribers where name = ${subscriber})
    on conflict do nothing`;
  if (count === 0) throw new DomainError("job_not_changeable", { kind: letter.kind, name: subscriber });
  await enqueueInTransaction(tx, "drain-subscriber", { subscriber }, { jobKey: `events:${subscriber}` });
}

async function sendOnceMore(tx: Tx, letter: DeadLetter, now: Date): Promise<void> {
  const endpointId = letter.name;
  const { count } = await tx.callbackDelivery.updateMany({
    where: { id: letter.ref, endpointId, state: "dead", endpoint: { status: "enabled" } },
    data: { state: "retrying", nextAttemptAt: now },
  });
  if (count === 0) throw new DomainError("job_not_changeable", { kind: letter.kind, name: letter.name });
  await enqueueInTransaction(tx, "drain-callbacks", { endpointId }, { jobKey: `callbacks:${endpointId}` });
}
