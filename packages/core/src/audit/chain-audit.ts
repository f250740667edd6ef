import type { Services } from "#context.ts";

const mostAtOnce = 1_000;

/**
 * Gives the rows of the audit log that are new their place in their organization's chain, in which each holds the hash of the
 * one before: nobody changes, takes out or slips in one unnoticed. Answers how many. Of several at once one does it.
 */
export async function chainAudit(
  { db }: Pick<Services, "db">,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<number> {
  let chained = 0;
  let last = mostAtOnce;
  while (last === mostAtOnce) {
    signal?.throwIfAborted();
    const { rows } = await db.pool.query<{ done: number }>("select chain_audit($1) as done", [mostAtOnce]);
    last = rows[0]?.done ?? 0;
    chained += last;
  }
  return chained;
}
