import type { JobSchedule } from "@cartwright/db";

/** A job that is added by the clock, as people see it. */
export interface ScheduleView {
  readonly id: string;
  readonly name: string;
  /** `code`: a part of the programs, the same in every organization, changed by a release. */
  readonly source: "code" | "organization";
  readonly job: string;
  readonly payload: unknown;
  /** Five fields, or null when it goes by `everyMs`. */
  readonly cron: string | null;
  /** Milliseconds between two ticks, or null when it goes by `cron`. */
  readonly everyMs: number | null;
  readonly timeZone: string;
  /** Whether ticks that no worker was there for are made up for by one run. */
  readonly catchUp: boolean;
  readonly enabled: boolean;
  readonly nextRunAt: Date;
  readonly lastRunAt: Date | null;
  /** What the last tick added. */
  readonly lastJobId: string | null;
}

/** A schedule's row as people see it. */
export function toScheduleView(row: JobSchedule): ScheduleView {
  const { id, name, job, payload, cron, everyMs, timeZone, catchUp, enabled, nextRunAt, lastRunAt, lastJobId } = row;
  return {
    id,
    name,
    source: row.organizationId === null ? "code" : "organization",
    job,
    payload,
    cron,
    everyMs: everyMs === null ? null : Number(everyMs),
    timeZone,
    catchUp,
    enabled,
    nextRunAt,
    lastRunAt,
    lastJobId: lastJobId?.toString() ?? null,
  };
}
