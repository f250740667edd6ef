import { newId } from "@cartwright/db";

import type { Services } from "#context.ts";

import { nextTick, type CodeSchedule } from "./schedule-clock.ts";

/**
 * Writes the code's own schedules down, so that their ticks are remembered: new ones start counting now, and so do those
 * whose clock is another than before. When two versions run side by side the one that started last is right.
 */
export async function keepCodeSchedules(
  { db, now }: Pick<Services, "db" | "now">,
  schedules: readonly CodeSchedule[],
): Promise<void> {
  const rows = schedules.map((schedule) => ({
    id: newId(),
    name: schedule.name,
    job: schedule.job,
    payload: schedule.payload ?? {},
    cron: schedule.cron ?? null,
    every_ms: schedule.everyMs ?? null,
    time_zone: schedule.timeZone ?? "UTC",
    catch_up: schedule.catchUp ?? false,
    next_run_at: nextTick(schedule, now()),
  }));
  await db.pool.query(
    `insert into job_schedules as kept (id, name, job, payload, cron, every_ms, time_zone, catch_up, next_run_at)
     select id, name, job, payload, cron, every_ms, time_zone, catch_up, next_run_at
     from json_populate_recordset(null::job_schedules, $1::json) order by name
     on conflict (name) where organization_id is null do update set
       job = excluded.job, payload = excluded.payload, cron = excluded.cron, every_ms = excluded.every_ms,
       time_zone = excluded.time_zone, catch_up = excluded.catch_up, updated_at = now(),
       next_run_at = case
         when (kept.cron, kept.every_ms, kept.time_zone) is distinct from (excluded.cron, excluded.every_ms, excluded.time_zone)
         then excluded.next_run_at else kept.next_run_at end`,
    [JSON.stringify(rows)],
  );
}
