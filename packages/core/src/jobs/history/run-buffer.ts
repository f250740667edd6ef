import type { Services } from "#context.ts";

import type { FinishedRun } from "../job-history.ts";
import { inDayPartition } from "./day-partitions.ts";
import type { Progress } from "./running-jobs.ts";
import { toSafeJson } from "./to-safe-json.ts";

/** Finished tries on their way into the database. */
export interface RunBuffer {
  add(run: FinishedRun, progress: Progress | null): void;
  /** Writes what is there. What cannot be written is logged and let go. */
  write(): Promise<void>;
}

interface Row extends FinishedRun {
  readonly progressDone: number | null;
  readonly progressTotal: number | null;
}

const mostBuffered = 50_000;
const mostAtOnce = 2_000;
const mostPayloadChars = 8_192;
const mostErrorChars = 2_000;
const mostStackChars = 8_192;

export function createRunBuffer({ db, log }: Pick<Services, "db" | "log">): RunBuffer {
  let waiting: Row[] = [];
  let lost = 0;
  return {
    add(run, progress) {
      if (waiting.length >= mostBuffered) lost += 1;
      else waiting.push({ ...run, progressDone: progress?.done ?? null, progressTotal: progress?.total ?? null });
    },
    async write() {
      const rows = waiting;
      waiting = [];
      for (let from = 0; from < rows.length; from += mostAtOnce) {
        const some = rows.slice(from, from + mostAtOnce);
        try {
          await inDayPartition(
            db,
            "job_runs",
            some.map(({ finishedAt }) => finishedAt),
            () => insert(db, some),
          );
        } catch (error) {
          log.warn({ err: error, runs: some.length }, "job_history_lost");
        }
      }
      if (lost > 0) log.warn({ runs: lost }, "job_history_lost");
      lost = 0;
    },
  };
}

async function insert(db: Services["db"], rows: readonly Row[]): Promise<void> {
  await db.pool.query({ name: "job-runs", text: insertSql, values: [toSafeJson(rows.map(toColumns))] });
}

function toColumns({ payload, error, stack = null, dueAt, ...row }: Row): object {
  return {
    ...row,
    payload: shortened(payload),
    error: error?.slice(0, mostErrorChars),
    stack: stack?.slice(0, mostStackChars),
    dueAt: dueAt ?? row.queuedAt,
  };
}

function shortened(payload: unknown): unknown {
  const json = JSON.stringify(payload ?? {});
  return json.length <= mostPayloadChars ? (payload ?? {}) : { shortened: json.slice(0, mostPayloadChars) };
}

const insertSql = `
  insert into job_runs (job_id, task, organization_id, job_key, queue, payload, attempt, max_attempts, outcome, error, stack,
    worker_id, request_id, progress_done, progress_total, queued_at, due_at, started_at, finished_at)
  select "jobId", task, "organizationId", "jobKey", queue, payload, attempt, "maxAttempts", outcome, error, stack,
    "workerId", "requestId", "progressDone", "progressTotal", "queuedAt", "dueAt", "startedAt", "finishedAt"
  from json_to_recordset($1::json) as run ("jobId" bigint, task text, "organizationId" uuid, "jobKey" text, queue text,
    payload jsonb, attempt int, "maxAttempts" int, outcome text, error text, stack text, "workerId" text, "requestId" text,
    "progressDone" float8, "progressTotal" float8, "queuedAt" timestamptz, "dueAt" timestamptz, "startedAt" timestamptz,
    "finishedAt" timestamptz)
  on conflict do nothing`;
