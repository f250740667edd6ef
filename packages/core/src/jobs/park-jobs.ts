import type { PoolClient } from "pg";

import { newId } from "@cartwright/db";

import { writeDeadJobs, type DeadJob } from "./dead-jobs.ts";

interface JobToPark {
  id: string;
  task: string;
  last_error: string | null;
}

interface TakenOut {
  id: string;
  payload: unknown;
  attempts: number;
}

/** Takes jobs that keep killing their workers out of the queue and keeps them as dead letters. */
export async function parkDeadlyJobs(client: PoolClient, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await client.query<JobToPark>(
    "select id::text, task_identifier as task, null as last_error from graphile_worker.jobs where id = any($1::bigint[])",
    [ids],
  );
  await park(client, rows, "its worker died while running it, three times");
}

/**
 * The same for jobs without a try left that were not made dead letters when they failed: the database was away at that
 * moment, or another job had taken over their key. Returns how many; at most 500.
 */
export async function parkSpentJobs(client: PoolClient): Promise<number> {
  const { rows } = await client.query<JobToPark>(
    `select id::text, task_identifier as task, last_error from graphile_worker.jobs
     where locked_at is null and attempts >= max_attempts and run_at <= now() limit 500`,
  );
  await park(client, rows, "it failed for the last time");
  return rows.length;
}

async function park(client: PoolClient, jobs: readonly JobToPark[], error: string): Promise<void> {
  if (jobs.length === 0) return;
  const known = new Map(jobs.map((job) => [job.id, job]));
  const { rows } = await client.query<TakenOut>(
    "select id::text, payload, attempts from graphile_worker.complete_jobs($1::bigint[])",
    [[...known.keys()]],
  );
  await writeDeadJobs(
    client,
    rows.map((row): DeadJob => ({
      id: newId(),
      jobId: row.id,
      task: known.get(row.id)?.task ?? "unknown",
      payload: row.payload,
      attempts: row.attempts,
      error: known.get(row.id)?.last_error ?? error,
    })),
  );
}
