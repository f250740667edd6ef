import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { findJob } from "./find-job.ts";
import { nextTick, type Clock } from "./schedule-clock.ts";

/** What an organization says about a schedule of its own. */
export interface ScheduleInput {
  /** Unique in the organization. */
  readonly name: string;
  readonly job: string;
  /** What the job needs; the organization itself is filled in. */
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
  /** Five fields; either this or `everyMs`. */
  readonly cron?: string | null | undefined;
  /** Milliseconds between two ticks, a minute at least. */
  readonly everyMs?: number | null | undefined;
  /** In which the fields are read; default the organization's. */
  readonly timeZone?: string | undefined;
  readonly catchUp?: boolean | undefined;
  readonly enabled?: boolean | undefined;
}

export interface CheckedSchedule {
  readonly payload: object;
  readonly clock: Clock;
  readonly nextRunAt: Date;
}

const shortestEveryMs = 60_000;

/**
 * Reads what an organization wants done by the clock. Only jobs whose payload names their organization may be scheduled:
 * those of the whole instance are nobody's to start.
 *
 * @throws DomainError `invalid_input` with the field that is wrong
 */
export function checkSchedule(
  ctx: Ctx,
  input: Pick<ScheduleInput, "job" | "payload" | "cron" | "everyMs"> & { readonly timeZone: string },
): CheckedSchedule {
  const clock = toClock(input);
  return { payload: checkPayload(ctx, input), clock, nextRunAt: firstTick(clock, ctx.now()) };
}

function checkPayload(ctx: Ctx, { job, payload }: Pick<ScheduleInput, "job" | "payload">): object {
  const schema = findJob(ctx, job)?.schema;
  if (schema === undefined || !("organizationId" in schema.shape)) {
    throw new DomainError("invalid_input", { field: "job", reason: "no such job can be scheduled" });
  }
  const parsed = schema.safeParse({ ...payload, organizationId: ctx.organizationId });
  if (!parsed.success) {
    const at = parsed.error.issues[0];
    throw new DomainError("invalid_input", { field: ["payload", ...(at?.path ?? [])].join("."), reason: at?.message });
  }
  return parsed.data;
}

function toClock({ cron, everyMs, timeZone }: Pick<ScheduleInput, "cron" | "everyMs"> & { timeZone: string }): Clock {
  if (typeof cron === "string" && typeof everyMs !== "number") return { cron, timeZone };
  if (typeof everyMs === "number" && typeof cron !== "string" && everyMs >= shortestEveryMs) return { everyMs };
  throw new DomainError("invalid_input", {
    field: typeof everyMs === "number" && typeof cron !== "string" ? "everyMs" : "cron",
    reason: `either five cron fields, or everyMs of ${shortestEveryMs} at least`,
  });
}

function firstTick(clock: Clock, now: Date): Date {
  try {
    return nextTick(clock, now);
  } catch (error) {
    throw new DomainError(
      "invalid_input",
      { field: clock.cron === undefined ? "everyMs" : "cron", reason: error instanceof Error ? error.message : "" },
      { cause: error },
    );
  }
}
