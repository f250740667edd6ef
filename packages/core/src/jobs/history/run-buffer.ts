import { copyRows, type CopyValue } from "@cartwright/db";

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

interface Row {
  readonly run: FinishedRun;
  readonly progress: Progress | null;
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
      else waiting.push({ run, progress });
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
            some.map(({ run }) => run.finishedAt),
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
  await copyRows(db, { table: "job_runs", columns }, rows.map(toValues));
}

const columns =
  "job_id task organization_id job_key queue payload attempt max_attempts outcome error stack worker_id request_id progress_done progress_total queued_at due_at started_at finished_at".split(
    " ",
  );

function toValues({ run, progress }: Row): CopyValue[] {
  return [
    run.jobId,
    run.task,
    run.organizationId,
    run.jobKey ?? null,
    run.queue ?? null,
    shortened(run.payload),
    run.attempt,
    run.maxAttempts,
    run.outcome,
    run.error?.slice(0, mostErrorChars) ?? null,
    run.stack?.slice(0, mostStackChars) ?? null,
    run.workerId,
    run.requestId,
    progress?.done ?? null,
    progress?.total ?? null,
    run.queuedAt,
    run.dueAt ?? run.queuedAt,
    run.startedAt,
    run.finishedAt,
  ];
}

function shortened(payload: unknown): string {
  const json = toSafeJson(payload ?? {});
  return json.length <= mostPayloadChars ? json : toSafeJson({ shortened: json.slice(0, mostPayloadChars) });
}
