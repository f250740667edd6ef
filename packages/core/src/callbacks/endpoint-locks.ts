import { createHash } from "node:crypto";

import type { Pool, PoolClient } from "pg";

/** Who sends to which endpoint. */
export interface EndpointLocks {
  /** False when another process sends to this endpoint now. */
  acquire(endpointId: string): Promise<boolean>;
  release(endpointId: string): Promise<void>;
}

/**
 * Advisory locks of many endpoints on one connection. They go with it: what a process had in its hands when it died is
 * free for the next at once. `onLost` is called when the connection broke, and with it every lock.
 */
export function createEndpointLocks(pool: Pool, onLost: () => void): EndpointLocks {
  const held = new Set<string>();
  let holder: Holder | undefined;
  // One statement at a time: a connection has no more than one under way.
  let turn: Promise<unknown> = Promise.resolve();

  const lose = (lost: Holder): void => {
    if (holder !== lost) return;
    holder = undefined;
    held.clear();
    onLost();
  };
  const ask = async (sql: string, endpointId: string): Promise<boolean> => {
    const asked = (holder ??= await openHolder(pool, lose));
    try {
      const { rows } = await asked.client.query<{ done: boolean }>(`select ${sql}($1) as done`, [lockKey(endpointId)]);
      return rows[0]?.done === true;
    } catch (error) {
      asked.breakOff(error instanceof Error ? error : new Error("locks lost", { cause: error }));
      throw error;
    }
  };
  const restWhenIdle = (): void => {
    if (held.size > 0) return;
    holder?.close();
    holder = undefined;
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    acquire: (endpointId) =>
      inTurn(async () => {
        const locked = await ask("pg_try_advisory_lock", endpointId);
        if (locked) held.add(endpointId);
        restWhenIdle();
        return locked;
      }),
    release: (endpointId) =>
      inTurn(async () => {
        if (!held.delete(endpointId)) return;
        await ask("pg_advisory_unlock", endpointId);
        restWhenIdle();
      }),
  };
}

interface Holder {
  readonly client: PoolClient;
  /** Gives the connection up, and with it the locks. */
  readonly breakOff: (error: Error) => void;
  /** Gives the connection back; it holds no lock any more. */
  readonly close: () => void;
}

async function openHolder(pool: Pool, onLost: (holder: Holder) => void): Promise<Holder> {
  const client = await pool.connect();
  let open = true;
  const end = (error?: Error): void => {
    if (!open) return;
    open = false;
    client.off("error", breakOff);
    client.release(error);
  };
  const breakOff = (error: Error): void => {
    end(error);
    onLost(holder);
  };
  const holder: Holder = { client, breakOff, close: () => end() };
  client.on("error", breakOff);
  return holder;
}

function lockKey(endpointId: string): string {
  return createHash("sha256").update(`callbacks:${endpointId}`).digest().readBigInt64BE().toString();
}
