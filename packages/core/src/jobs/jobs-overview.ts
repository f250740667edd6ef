import type { Ctx } from "#context.ts";

import type { JobsOverview } from "./views.ts";

interface Counts {
  waiting: number;
  delayed: number;
  retrying: number;
  failed: number;
  active: number;
  oldest: number | null;
}

/** How the queue stands: counts by state, the workers, the oldest job that waits, dead letters that need a person. */
export async function jobsOverview(ctx: Ctx): Promise<JobsOverview> {
  const { prisma, pool } = ctx.db;
  const [queue, doneLastHour, deadLetters, workers] = await Promise.all([
    pool.query<Counts>(countSql),
    prisma.jobRun.count({ where: { outcome: "done", finishedAt: { gt: new Date(ctx.now().getTime() - 3_600_000) } } }),
    prisma.deadLetter.count({ where: { resolvedAt: null, ...visibleTo(ctx) } }),
    prisma.jobWorker.findMany({
      select: { id: true, host: true, pid: true, startedAt: true, heartbeatAt: true },
      orderBy: { startedAt: "asc" },
    }),
  ]);
  const [row] = queue.rows;
  const { oldest, ...counts } = row ?? nothing;
  return { counts: { ...counts, doneLastHour, deadLetters }, oldestWaitingSeconds: oldest, workers };
}

/** The dead letters that an organization's staff may see: its own, and those that belong to no organization. */
export function visibleTo(ctx: Pick<Ctx, "organizationId">) {
  return { OR: [{ organizationId: ctx.organizationId }, { organizationId: null }] };
}

const nothing: Counts = { waiting: 0, delayed: 0, retrying: 0, failed: 0, active: 0, oldest: null };

const countSql = `
  select
    count(*) filter (where locked_at is not null)::int as active,
    count(*) filter (where locked_at is null and attempts >= max_attempts)::int as failed,
    count(*) filter (where locked_at is null and attempts > 0 and attempts < max_attempts)::int as retrying,
    count(*) filter (where locked_at is null and attempts = 0 and run_at > now())::int as delayed,
    count(*) filter (where locked_at is null and attempts = 0 and run_at <= now())::int as waiting,
    extract(epoch from now() - min(run_at)
      filter (where locked_at is null and run_at <= now() and attempts < max_attempts))::float8 as oldest
  from graphile_worker.jobs`;
