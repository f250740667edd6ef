import type { Services } from "#context.ts";

import { parkSpentJobs } from "./park-jobs.ts";

/** Finds jobs that nobody will try again and that nobody was told of, and keeps them for a person. Reads the whole queue. */
export async function sweepSpentJobs({ db, log }: Pick<Services, "db" | "log">): Promise<number> {
  const client = await db.pool.connect();
  try {
    await client.query("begin");
    const jobs = await parkSpentJobs(client);
    await client.query("commit");
    if (jobs > 0) log.warn({ jobs }, "spent_jobs_parked");
    return jobs;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
