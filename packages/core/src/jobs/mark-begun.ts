import type { Pool } from "pg";

/**
 * Says that a worker begins a job that was held by one that died before. Should this one die too, the job is to blame only
 * if it had begun: most jobs that a worker holds it has merely fetched.
 */
export async function markBegun(pool: Pool, { jobId, workerId }: { jobId: string; workerId: string }): Promise<void> {
  await pool.query({
    name: "cartwright_mark_begun",
    text: "update job_crashes set begun_by = $2 where job_id = $1",
    values: [jobId, workerId],
  });
}
