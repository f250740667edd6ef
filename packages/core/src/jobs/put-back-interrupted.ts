import type { Pool } from "pg";

/**
 * Has jobs that a stop cut short run again at once, wherever there is a worker, with the tries that they had before: a stop
 * is no failure of theirs. `attempts` counts the try that was cut short.
 */
export async function putBackInterrupted(
  pool: Pool,
  jobs: readonly { readonly id: string; readonly attempts: number }[],
): Promise<void> {
  if (jobs.length === 0) return;
  await pool.query(
    `select count(*) from unnest($1::bigint[], $2::int[]) as job (id, attempts),
       graphile_worker.reschedule_jobs(array[job.id], run_at := now(), attempts := job.attempts - 1)`,
    [jobs.map(({ id }) => id), jobs.map(({ attempts }) => attempts)],
  );
}
