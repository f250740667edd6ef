import type { Ctx } from "#context.ts";

import { countQueue, type QueueCount } from "./count-queue.ts";
import { listPausedTasks } from "./list-paused-tasks.ts";
import { listWorkers } from "./list-workers.ts";
import type { QueuedState } from "./queue-rows.ts";
import type { JobsOverview, TaskCounts } from "./views.ts";

const states = ["waiting", "delayed", "retrying", "failed", "active"] as const satisfies QueuedState[];

/**
 * How the queue stands, for one organization and the instance itself: counts by state and by task, what waits longest,
 * the workers, what is paused, dead letters that need a person. Cheap for a queue of any length: see `countQueue`.
 */
export async function jobsOverview(ctx: Ctx): Promise<JobsOverview> {
  const { prisma } = ctx.db;
  const [{ counts, countedAt, validMs }, deadLetters, workers, paused] = await Promise.all([
    countQueue(ctx),
    prisma.deadLetter.count({ where: { resolvedAt: null, ...visibleTo(ctx) } }),
    listWorkers(ctx),
    listPausedTasks(ctx),
  ]);
  const own = counts.filter(({ organizationId }) => organizationId === null || organizationId === ctx.organizationId);
  return {
    counts: { ...addUp(own), deadLetters },
    oldestWaitingSeconds: secondsSince(oldest(own), ctx.now()),
    countedAt,
    validMs,
    tasks: byTask(own, {
      now: ctx.now(),
      paused: new Set(paused.map(({ task }) => task)),
      known: new Set(workers.flatMap(({ tasks }) => tasks)),
    }),
    paused,
    workers,
  };
}

/** The dead letters that an organization's staff may see: its own, and those that belong to no organization. */
export function visibleTo(ctx: Pick<Ctx, "organizationId">) {
  return { OR: [{ organizationId: ctx.organizationId }, { organizationId: null }] };
}

interface Surroundings {
  readonly now: Date;
  readonly paused: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
}

function byTask(counts: readonly QueueCount[], { now, paused, known }: Surroundings): TaskCounts[] {
  const tasks = new Set([...counts.map(({ task }) => task), ...paused]);
  return [...tasks].toSorted().map((task) => {
    const own = counts.filter((count) => count.task === task);
    return {
      task,
      ...addUp(own),
      oldestWaitingSeconds: secondsSince(oldest(own), now),
      paused: paused.has(task),
      hasWorker: known.has(task),
    };
  });
}

function addUp(counts: readonly QueueCount[]): Record<QueuedState, number> {
  const sum = { waiting: 0, delayed: 0, retrying: 0, failed: 0, active: 0 };
  for (const count of counts) for (const state of states) sum[state] += count[state];
  return sum;
}

function oldest(counts: readonly QueueCount[]): Date | null {
  const [first] = counts.flatMap(({ oldestDueAt }) => oldestDueAt ?? []).toSorted((a, b) => a.getTime() - b.getTime());
  return first ?? null;
}

function secondsSince(instant: Date | null, now: Date): number | null {
  return instant === null ? null : Math.max(0, (now.getTime() - instant.getTime()) / 1_000);
}
