import type { Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";

/**
 * Condition on `graphile_worker.jobs` for what the organization `$n` may see: jobs whose payload names it, and jobs of the
 * whole instance, which name none. The queue keeps payloads in its own table, which its view leaves out.
 */
export function jobsOf(n: number): string {
  return `exists (
    select from graphile_worker._private_jobs own
    where own.id = jobs.id and coalesce(own.payload->>'organizationId', $${n}) = $${n})`;
}

/** Those of the named jobs that are not another organization's. */
export async function ownJobs(
  tx: Tx,
  { organizationId }: Pick<Ctx, "organizationId">,
  ids: readonly string[],
): Promise<string[]> {
  const own = await tx.$queryRaw<{ id: string }[]>`
    select id::text from graphile_worker._private_jobs
    where id = any(${[...ids]}::bigint[])
      and coalesce(payload->>'organizationId', ${organizationId}::text) = ${organizationId}::text`;
  return own.map(({ id }) => id);
}
