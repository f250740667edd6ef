import type { Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

/** How many of the named jobs were changed; one that is gone, another organization's or in the wrong state is left alone. */
export interface ChangedJobs {
  readonly requested: number;
  readonly changed: number;
}

/** As many jobs may be named at once. */
export const mostJobsAtOnce = 100;

/**
 * Those of the named jobs that are not another organization's.
 *
 * @throws DomainError `invalid_input` for more than a hundred, or for what is no number of a job
 */
export async function ownJobs(
  tx: Tx,
  { organizationId }: Pick<Ctx, "organizationId">,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length > mostJobsAtOnce || !ids.every((id) => /^\d{1,18}$/.test(id))) {
    throw new DomainError("invalid_input", { field: "ids", most: mostJobsAtOnce });
  }
  const own = await tx.$queryRaw<{ id: string }[]>`
    select id::text from graphile_worker._private_jobs
    where id = any(${[...ids]}::bigint[])
      and coalesce(payload->>'organizationId', ${organizationId}::text) = ${organizationId}::text`;
  return own.map(({ id }) => id);
}
