import type { ClientBase, Pool } from "pg";

/**
 * Ends the connection that holds an advisory lock when nothing has come over it for so long; answers whether there was one.
 *
 * Postgres frees a lock when its holder's connection closes. One that was stopped, or is behind a network that forgot it,
 * never closes: for Postgres it is as alive as any. Whoever holds a lock for work that others wait for therefore says
 * something more often than this, and finds its connection ended when it comes back.
 */
export async function endSilentHolder(
  client: Pick<ClientBase | Pool, "query">,
  { lockKey, silentMs }: { lockKey: string; silentMs: number },
): Promise<boolean> {
  const { rows } = await client.query<{ ended: boolean }>(
    `select pg_terminate_backend(pid) as ended from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and objsubid = 1
       and pg_locks.database = (select oid from pg_database where datname = current_database())
       and ((classid::bigint << 32) | objid::bigint) = $1
       and (state <> 'active' or wait_event = 'ClientWrite')
       and state_change < clock_timestamp() - $2 * interval '1 millisecond'`,
    [lockKey, silentMs],
  );
  return rows.some(({ ended }) => ended);
}
