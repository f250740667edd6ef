import { transactSql, type SqlTx } from "@cartwright/db";

import type { Services } from "#context.ts";

import { defaultMaxAttempts } from "./catalogue.ts";
import { findJob } from "./find-job.ts";
import { nextTick, type Clock } from "./schedule-clock.ts";

interface DueSchedule {
  id: string;
  organization_id: string | null;
  name: string;
  job: string;
  payload: object;
  cron: string | null;
  every_ms: bigint | null;
  time_zone: string;
  catch_up: boolean;
  next_run_at: Date;
  /** Whether what the last tick added waits or runs. */
  under_way: boolean;
}

/** A tick that is this late had no worker there for it. */
const missedAfterMs = 60_000;
const mostAtOnce = 100;
/** Of the code's own: the next tick does what this one could not. */
const codeMaxAttempts = 3;

/**
 * Adds a job for every schedule whose time has come, and says how many. A tick, its job and the time of the next are one
 * commit, and of several workers one gets the row: no tick is run twice or lost.
 *
 * Ticks that nobody was there for are skipped, or made up for by one run, as the schedule says. While the job of the last
 * tick is in the queue, or runs, there is no other. `codeNames` are the schedules of the code's own that this version has.
 */
export async function runDueSchedules(
  services: Pick<Services, "db" | "now" | "log" | "jobs">,
  { codeNames }: { codeNames: readonly string[] },
): Promise<number> {
  let added = 0;
  let looked = mostAtOnce;
  while (looked === mostAtOnce) {
    const round = await transactSql(services.db, (tx) => runSome(tx, services, codeNames));
    added += round.added;
    looked = round.looked;
  }
  return added;
}

async function runSome(
  tx: SqlTx,
  services: Pick<Services, "now" | "log" | "jobs">,
  codeNames: readonly string[],
): Promise<{ looked: number; added: number }> {
  const now = services.now();
  const due = await tx.$queryRaw<DueSchedule[]>`
    select id::text, organization_id::text, name, job, payload, cron, every_ms, time_zone, catch_up, next_run_at,
      exists (select from graphile_worker.jobs
        where id = last_job_id and (locked_at is not null or attempts < max_attempts)) as under_way
    from job_schedules
    where enabled and next_run_at <= ${now} and (organization_id is not null or name = any(${[...codeNames]}))
    order by next_run_at limit ${mostAtOnce} for update skip locked`;
  let added = 0;
  for (const schedule of due) {
    if (await runOne(tx, services, { schedule, now })) added += 1;
  }
  return { looked: due.length, added };
}

async function runOne(
  tx: SqlTx,
  services: Pick<Services, "log" | "jobs">,
  { schedule, now }: { schedule: DueSchedule; now: Date },
): Promise<boolean> {
  const next = tickAfter(schedule, now);
  if (next === null) {
    services.log.error({ schedule: schedule.id, name: schedule.name }, "job_schedule_broken");
    await tx.$queryRaw`update job_schedules set enabled = false where id = ${schedule.id}::uuid`;
    return false;
  }
  const missed = now.getTime() - schedule.next_run_at.getTime() > missedAfterMs;
  const skipped = schedule.under_way || (missed && !schedule.catch_up);
  const jobId = skipped ? null : await add(tx, services, schedule);
  await tx.$queryRaw`
    update job_schedules set next_run_at = ${next},
      last_run_at = case when ${jobId}::bigint is null then last_run_at else ${now}::timestamptz end,
      last_job_id = coalesce(${jobId}::bigint, last_job_id)
    where id = ${schedule.id}::uuid`;
  return jobId !== null;
}

// An interval keeps its beat: the next tick is counted from this one, not from when it was seen.
function tickAfter(schedule: DueSchedule, now: Date): Date | null {
  const every = schedule.every_ms === null ? null : Number(schedule.every_ms);
  try {
    if (every === null) return nextTick(clockOf(schedule), now);
    const late = Math.floor((now.getTime() - schedule.next_run_at.getTime()) / every);
    return nextTick({ everyMs: every }, new Date(schedule.next_run_at.getTime() + late * every));
  } catch {
    return null;
  }
}

function clockOf({ cron, time_zone: timeZone }: DueSchedule): Clock {
  return { cron: cron ?? "", timeZone };
}

async function add(
  tx: SqlTx,
  services: Pick<Services, "jobs">,
  { id, job, payload, organization_id: organizationId, name }: DueSchedule,
): Promise<string | null> {
  const maxAttempts = organizationId === null ? codeMaxAttempts : findJob(services, job)?.maxAttempts;
  const rows = await tx.$queryRaw<{ id: string | null }[]>`
    select id::text from graphile_worker.add_job(
      ${job}::text,
      payload := ${JSON.stringify(payload)}::json,
      max_attempts := ${maxAttempts ?? defaultMaxAttempts}::int,
      job_key := ${`cron:${organizationId === null ? name : id}`}::text
    )`;
  return rows[0]?.id ?? null;
}
