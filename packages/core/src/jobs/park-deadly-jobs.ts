import type { PoolClient } from "pg";

import { newId } from "@cartwright/db";

import { writeDeadJobs, type DeadJob } from "./dead-jobs.ts";

interface TakenOut {
  id: string;
  task: string;
  payload: unknown;
  attempts: number;
}

/** Takes jobs that keep killing their workers out of the queue and keeps them as dead letters. */
export async function parkDeadlyJobs(client: PoolClient, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const names = await client.query<{ id: string; task: string }>(
    "select id::text, task_identifier as task from graphile_worker.jobs where id = any($1::bigint[])",
    [ids],
  );
  const taskOf = new Map(names.rows.map(({ id, task }) => [id, task]));
  const { rows } = await client.query<Omit<TakenOut, "task">>(
    "select id::text, payload, attempts from graphile_worker.complete_jobs($1::bigint[])",
    [ids],
  );
  await writeDeadJobs(
    client,
    rows.map((row): DeadJob => ({
      id: newId(),
      jobId: row.id,
      task: taskOf.get(row.id) ?? "unknown",
      payload: row.payload,
      attempts: row.attempts,
      error: "its worker died while running it, three times",
    })),
  );
}
