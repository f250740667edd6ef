import { relayLockKey } from "@cartwright/core/outbox/relay-batch";

import type { Slot } from "./fleet.ts";
import type { World } from "./open-world.ts";

const holder = `
  from pg_locks join pg_stat_activity using (pid)
  where locktype = 'advisory' and granted and objsubid = 1 and datname = current_database()
    and pg_locks.database = (select oid from pg_database where datname = current_database())
    and ((classid::bigint << 32) | objid::bigint) = $1`;

/** The worker whose relay is the one at work; undefined while nobody's is. */
export async function findRelay({ observer, fleet }: Pick<World, "observer" | "fleet">): Promise<Slot | undefined> {
  const rows = await observer.query<{ port: number }>(`select client_port as port ${holder}`, [relayLockKey]);
  return fleet.slots.find(({ proxy }) => rows.some(({ port }) => proxy.carries(port)));
}

/** True when the relay is inside a batch and waits for a lock there. */
export async function isWaitingForLock({ observer }: Pick<World, "observer">): Promise<boolean> {
  const rows = await observer.query(`select 1 ${holder} and wait_event_type = 'Lock' and xact_start is not null`, [
    relayLockKey,
  ]);
  return rows.length > 0;
}
