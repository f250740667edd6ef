import type { Pool } from "pg";

import type { SqlTx } from "@cartwright/db";

/** NOTIFY channel on which workers hear that something below has changed; they look by themselves twice a second too. */
export const jobControlChannel = "cartwright_job_control";

/** What people have told the workers to leave alone. */
export interface JobControl {
  readonly pausedTasks: ReadonlySet<string>;
  /** Jobs that are to stop. */
  readonly cancelledJobs: ReadonlySet<string>;
}

/** Reads what the workers obey: two small tables in one round trip. */
export async function readJobControl(pool: Pool): Promise<JobControl> {
  const { rows } = await pool.query<{ task: string | null; job: string | null }>({
    name: "cartwright_job_control",
    text: `select task, null as job from job_pauses union all select null, job_id::text from job_cancellations`,
  });
  return {
    pausedTasks: new Set(rows.flatMap(({ task }) => task ?? [])),
    cancelledJobs: new Set(rows.flatMap(({ job }) => job ?? [])),
  };
}

/** Wakes the workers at the caller's commit. */
export async function notifyJobControl(tx: SqlTx): Promise<void> {
  await tx.$queryRaw`select pg_notify(${jobControlChannel}, '')::text`;
}

/** Forgets that jobs were to be cancelled, once they have ended. */
export async function forgetCancellations(pool: Pool, jobIds: readonly string[]): Promise<void> {
  await pool.query("delete from job_cancellations where job_id = any($1::bigint[])", [jobIds]);
}
