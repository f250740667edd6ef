import type { Ctx } from "#context.ts";

/**
 * Tasks with jobs that no worker knows: nobody's version has them yet, or any more. They wait for a worker that does. Cheap
 * as long as there are none, however long the queue.
 */
export async function listUnknownTasks({ db }: Pick<Ctx, "db">): Promise<string[]> {
  const { rows } = await db.pool.query<{ task: string }>(
    `select identifier as task from graphile_worker._private_tasks known
     where not exists (select from job_workers where known.identifier = any(tasks))
       and exists (select from graphile_worker._private_jobs where task_id = known.id and is_available)
     order by identifier`,
  );
  return rows.map(({ task }) => task);
}
