import type { Db } from "@cartwright/db";

import type { Services } from "#context.ts";

import { stateConditions, type QueuedState } from "./queue-rows.ts";

/** How many jobs of one task and one owner are in each state. */
export interface QueueCount extends Record<QueuedState, number> {
  readonly task: string;
  /** Null for jobs of the instance itself. */
  readonly organizationId: string | null;
  /** Since when the one that waits longest could run; null when none waits. */
  readonly oldestDueAt: Date | null;
}

export interface QueueCounts {
  readonly counts: readonly QueueCount[];
  readonly countedAt: Date;
  /** For how long these counts are handed out, in milliseconds; 0 for a queue that is short enough to be counted each time. */
  readonly validMs: number;
}

/** A queue up to this length is counted whenever somebody asks. */
const alwaysCounted = 10_000;
/** Of a longer one the counts are used for so many times as long as the counting took: it costs 4 % of a core at most. */
const restFactor = 25;
const longestRestMs = 60_000;

interface Memory {
  last: QueueCounts | null;
  under: Promise<QueueCounts> | null;
}

// What all who look at one database share; gone with it.
const memories = new WeakMap<Db, Memory>();

/**
 * Counts the queue. However many people look, and however long it is, the counting takes a small share of the time: of a
 * long queue the last counts are handed out, with their time, while new ones are made.
 */
export async function countQueue({ db, now }: Pick<Services, "db" | "now">): Promise<QueueCounts> {
  const memory = memories.get(db) ?? { last: null, under: null };
  memories.set(db, memory);
  const { last } = memory;
  if (last !== null && now().getTime() - last.countedAt.getTime() < last.validMs) return last;
  if (last === null || last.validMs === 0) return countOnce({ db, now }, memory);
  // The next one to look gets the new counts; a failure is theirs to hear of.
  countOnce({ db, now }, memory).catch(() => {
    memory.last = null;
  });
  return last;
}

function countOnce(services: Pick<Services, "db" | "now">, memory: Memory): Promise<QueueCounts> {
  // Who asks for a short queue wants what is true now, not what somebody else began to count before.
  if (memory.under !== null && memory.last !== null && memory.last.validMs > 0) return memory.under;
  const counting = count(services)
    .then((counted) => (memory.last = counted))
    .finally(() => {
      if (memory.under === counting) memory.under = null;
    });
  memory.under = counting;
  return counting;
}

async function count({ db, now }: Pick<Services, "db" | "now">): Promise<QueueCounts> {
  const started = performance.now();
  const { rows } = await db.pool.query<QueueCount>(countSql);
  const length = rows.reduce(
    (sum, { active, failed, retrying, delayed, waiting }) => sum + active + failed + retrying + delayed + waiting,
    0,
  );
  const rest = Math.min(longestRestMs, (performance.now() - started) * restFactor);
  return { counts: rows, countedAt: now(), validMs: length <= alwaysCounted ? 0 : rest };
}

const countSql = `
  select task.identifier as task, owner as "organizationId", active, failed, retrying, delayed, waiting, oldest as "oldestDueAt"
  from (
    select job.task_id, job.payload->>'organizationId' as owner,
      ${Object.entries(stateConditions)
        .map(([state, condition]) => `(count(*) filter (where ${condition}))::int as ${state}`)
        .join(", ")},
      min(job.run_at) filter (where job.is_available and job.run_at <= now()) as oldest
    from graphile_worker._private_jobs job group by 1, 2
  ) counted join graphile_worker._private_tasks task on task.id = counted.task_id`;
