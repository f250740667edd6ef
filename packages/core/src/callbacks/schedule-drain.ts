import type { Services } from "#context.ts";
import { enqueue } from "#jobs/enqueue.ts";
import { drainJobKey } from "#outbox/plan-fan-out.ts";

/** Has an endpoint looked at, at `runAt`; takes the place of a look that was planned before. */
export async function scheduleDrain(services: Pick<Services, "db">, endpointId: string, runAt: Date): Promise<void> {
  await enqueue(services, "drain-callbacks", { endpointId }, { runAt, jobKey: drainJobKey(endpointId) });
}

/** Has it not looked at; one that has begun is not stopped. */
export async function unscheduleDrain({ db }: Pick<Services, "db">, endpointId: string): Promise<void> {
  await db.pool.query("select graphile_worker.remove_job($1)", [drainJobKey(endpointId)]);
}
