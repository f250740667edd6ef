import type { Ctx } from "#context.ts";

import { percentileOf } from "./history/histogram.ts";
import { instanceId } from "./history/statistics.ts";
import type { JobStatistics, Percentiles, StatisticsSum } from "./views.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;

interface SumRow {
  /** Null for all tasks together. */
  task: string | null;
  done: number;
  failed: number;
  dead: number;
  cancelled: number;
  waits: number[] | null;
  runs: number[] | null;
}

/** What ran in the last hour and the last day: outcomes, throughput, how long jobs waited and ran, in all and by task. */
export async function readStatistics(ctx: Ctx): Promise<JobStatistics> {
  const now = ctx.now().getTime();
  const [hour, day, minutes] = await Promise.all([
    sums(ctx, "minute", new Date(now - hourMs)),
    sums(ctx, "hour", new Date(now - 24 * hourMs)),
    perMinute(ctx, new Date(now - hourMs)),
  ]);
  const tasks = [...day.keys()].filter((task) => task !== null).toSorted();
  return {
    hour: summarise(hour.get(null), 60),
    day: summarise(day.get(null), 24 * 60),
    tasks: tasks.map((task) => ({
      task,
      hour: summarise(hour.get(task), 60),
      day: summarise(day.get(task), 24 * 60),
    })),
    minutes,
  };
}

async function sums(ctx: Ctx, grain: "minute" | "hour", since: Date): Promise<Map<string | null, SumRow>> {
  const { rows } = await ctx.db.pool.query<SumRow>(sumsSql, [grain, [ctx.organizationId, instanceId], since]);
  return new Map(rows.map((row) => [row.task, row]));
}

const sumsSql = `
  with seen as materialized (
    select * from job_stats where grain = $1 and organization_id = any($2::uuid[]) and at > $3
  )
  select task, sum(done)::int as done, sum(failed)::int as failed, sum(dead)::int as dead, sum(cancelled)::int as cancelled,
    ${histogram("waits")} as waits, ${histogram("runs")} as runs
  from seen outcome group by grouping sets ((task), ()) having count(*) > 0`;

function histogram(column: string): string {
  return `(
    select array_agg(counted order by place) from (
      select place, sum(one)::int as counted from seen, unnest(${column}) with ordinality as places (one, place)
      where grouping(outcome.task) = 1 or seen.task = outcome.task group by place
    ) summed)`;
}

async function perMinute(ctx: Ctx, since: Date): Promise<JobStatistics["minutes"]> {
  const { rows } = await ctx.db.pool.query<{ at: Date; done: number; failed: number }>(
    `select minute as at, coalesce(sum(done), 0)::int as done, coalesce(sum(failed + dead), 0)::int as failed
     from generate_series(date_trunc('minute', $2::timestamptz) + interval '1 minute', $3::timestamptz, interval '1 minute') minute
     left join job_stats on grain = 'minute' and organization_id = any($1::uuid[]) and at = minute
     group by minute order by minute`,
    [[ctx.organizationId, instanceId], since, new Date(since.getTime() + 60 * minuteMs)],
  );
  return rows;
}

function summarise(row: SumRow | undefined, minutes: number): StatisticsSum {
  const { done = 0, failed = 0, dead = 0, cancelled = 0, waits, runs } = row ?? {};
  return {
    done,
    failed,
    dead,
    cancelled,
    perMinute: (done + failed + dead + cancelled) / minutes,
    waitMs: percentiles(waits),
    runMs: percentiles(runs),
  };
}

function percentiles(histogram: readonly number[] | null | undefined): Percentiles | null {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentileOf(histogram ?? [], share));
  if (typeof p50 !== "number" || typeof p95 !== "number" || typeof p99 !== "number") return null;
  return { p50, p95, p99 };
}
