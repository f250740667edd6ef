import type { Services } from "#context.ts";

import type { BegunRun } from "../job-history.ts";
import { toSafeJson } from "./to-safe-json.ts";

export interface Progress {
  readonly done: number;
  readonly total: number | null;
}

/** What this process is doing, for others to see. */
export interface RunningJobs {
  begin(run: BegunRun): void;
  progress(jobId: string, done: number, total: number | null): void;
  get(jobId: string): BegunRun | undefined;
  /** Ends a run and answers how far it said it was. */
  end(jobId: string): Progress | null;
  /** Writes who runs what. A short run that tells nothing is never written. */
  write(): Promise<void>;
}

interface Entry {
  readonly run: BegunRun;
  progress: Progress | null;
  /** What the database was told: nothing, or how far it was, and whether that may have failed. */
  written: { readonly progress: Progress | null; readonly failed?: true } | null;
}

const shownAfterMs = 1_000;

export function createRunningJobs({ db, log }: Pick<Services, "db" | "log">): RunningJobs {
  const entries = new Map<string, Entry>();
  let ended: string[] = [];
  const loads = new Map<string, number>();
  return {
    begin: (run) => void entries.set(run.jobId, { run, progress: null, written: null }),
    progress(jobId, done, total) {
      const entry = entries.get(jobId);
      if (entry) entry.progress = { done, total };
    },
    get: (jobId) => entries.get(jobId)?.run,
    end(jobId) {
      const entry = entries.get(jobId);
      entries.delete(jobId);
      if (entry?.written) ended.push(jobId);
      return entry?.progress ?? null;
    },
    async write() {
      const gone = ended;
      ended = [];
      const shown = [...entries.values()].filter(isNews);
      for (const entry of shown) entry.written = { progress: entry.progress };
      try {
        if (shown.length > 0) await upsert(db, shown);
        if (gone.length > 0) await db.pool.query("delete from job_running where job_id = any($1::bigint[])", [gone]);
        await writeLoads(db, changedLoads(entries, loads));
      } catch (error) {
        // Told again the next time: a row that stays would be a job that runs for ever.
        ended.push(...gone);
        for (const entry of shown) entry.written = { progress: null, failed: true };
        log.warn({ err: error }, "running_jobs_not_written");
      }
    },
  };
}

function isNews({ run, progress, written }: Entry): boolean {
  if (written) return written.failed === true || written.progress !== progress;
  return progress !== null || Date.now() - run.startedAt.getTime() > shownAfterMs;
}

async function upsert(db: Services["db"], entries: readonly Entry[]): Promise<void> {
  const rows = entries.map(({ run, progress }) => ({ ...run, ...progress }));
  await db.pool.query(
    `insert into job_running (job_id, task, organization_id, worker_id, attempt, started_at, progress_done, progress_total,
       updated_at)
     select "jobId", task, "organizationId", "workerId", attempt, "startedAt", done, total, now()
     from json_to_recordset($1::json) as run ("jobId" bigint, task text, "organizationId" uuid, "workerId" text, attempt int,
       "startedAt" timestamptz, done float8, total float8)
     on conflict (job_id) do update set worker_id = excluded.worker_id, attempt = excluded.attempt,
       started_at = excluded.started_at, progress_done = excluded.progress_done, progress_total = excluded.progress_total,
       updated_at = excluded.updated_at`,
    [toSafeJson(rows)],
  );
}

/** How many jobs each worker of this process runs, where that has changed since it was last asked. */
function changedLoads(entries: ReadonlyMap<string, Entry>, known: Map<string, number>): [string, number][] {
  const loads = new Map([...known.keys()].map((id) => [id, 0]));
  for (const { run } of entries.values()) loads.set(run.workerId, (loads.get(run.workerId) ?? 0) + 1);
  const changed = [...loads].filter(([id, load]) => known.get(id) !== load);
  for (const [id, load] of changed) known.set(id, load);
  return changed;
}

async function writeLoads(db: Services["db"], loads: readonly [string, number][]): Promise<void> {
  for (const [id, load] of loads) await db.pool.query("update job_workers set running = $2 where id = $1", [id, load]);
}
