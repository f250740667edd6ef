import type { Services } from "#context.ts";

export interface FinishedRun {
  readonly jobId: string;
  readonly task: string;
  readonly organizationId: string | null;
  readonly payload: unknown;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly outcome: "done" | "failed" | "dead";
  readonly error: string | null;
  readonly workerId: string;
  readonly requestId: string | null;
  readonly queuedAt: Date;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

export interface JobHistory {
  record(run: FinishedRun): void;
  /** Writes what was recorded so far. */
  flush(): Promise<void>;
  /** Writes the rest and stops. */
  close(): Promise<void>;
}

const mostBuffered = 5_000;
const mostPayloadBytes = 8_192;

/**
 * The story of finished jobs, which the queue itself deletes: collected, and written in one statement every 200 ms. What is
 * lost with a killed process is history, never work.
 */
export function createJobHistory(services: Pick<Services, "db" | "log">, flushMs = 200): JobHistory {
  let buffer: FinishedRun[] = [];
  let writing: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    const runs = buffer;
    if (runs.length === 0) return writing;
    buffer = [];
    writing = writing.then(() => write(services, runs));
    return writing;
  };
  const timer = setInterval(() => void flush(), flushMs);
  return {
    record(run) {
      if (buffer.length < mostBuffered) buffer.push(run);
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

async function write({ db, log }: Pick<Services, "db" | "log">, runs: readonly FinishedRun[]): Promise<void> {
  const rows = runs.map((run) => ({ ...run, payload: shortened(run.payload) }));
  try {
    await db.pool.query(
      `insert into job_runs (job_id, task, organization_id, payload, attempt, max_attempts, outcome, error, worker_id,
         request_id, queued_at, started_at, finished_at)
       select "jobId", task, "organizationId", coalesce(payload, '{}'), attempt, "maxAttempts", outcome, error, "workerId",
         "requestId", "queuedAt", "startedAt", "finishedAt"
       from json_to_recordset($1::json) as run ("jobId" text, task text, "organizationId" uuid, payload jsonb, attempt int,
         "maxAttempts" int, outcome text, error text, "workerId" text, "requestId" text, "queuedAt" timestamptz,
         "startedAt" timestamptz, "finishedAt" timestamptz)`,
      [JSON.stringify(rows)],
    );
  } catch (error) {
    log.warn({ err: error, runs: runs.length }, "job_history_lost");
  }
}

function shortened(payload: unknown): unknown {
  const json = JSON.stringify(payload ?? {});
  return json.length <= mostPayloadBytes ? payload : { shortened: json.slice(0, mostPayloadBytes) };
}
