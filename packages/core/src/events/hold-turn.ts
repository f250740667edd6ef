import { createHash } from "node:crypto";

import type { ClientBase } from "pg";

import type { Services } from "#context.ts";

/** The connection that held the turn broke: whoever takes it next goes on. */
export class TurnLostError extends Error {
  override readonly name = "TurnLostError";
}

export interface Turn {
  /** The connection that holds the turn. */
  readonly client: ClientBase;
  /** Fires when the connection breaks: the turn is somebody else's then. */
  readonly lost: AbortSignal;
}

/**
 * Does `work` while nobody else does what has the same name, in whichever process. Answers false, at once, when somebody
 * does. An advisory lock keeps the turn: it dies with its holder, so what a killed worker had taken is free at once.
 *
 * @throws TurnLostError when the connection broke meanwhile; else what `work` throws
 */
export async function holdTurn(
  { db }: Pick<Services, "db">,
  name: string,
  work: (turn: Turn) => Promise<void>,
): Promise<boolean> {
  const client = await db.pool.connect();
  const losing = new AbortController();
  const onError = (error: Error): void => losing.abort(error);
  client.on("error", onError);
  let broken: Error | undefined;
  try {
    const key = lockKey(name);
    const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [key]);
    if (rows[0]?.locked !== true) return false;
    await work({ client, lost: losing.signal });
    await client.query("select pg_advisory_unlock($1)", [key]);
    return true;
  } catch (error) {
    broken = error instanceof Error ? error : new Error("a turn failed", { cause: error });
    // The statement under way fails first, and the connection says a moment later that it is gone.
    await new Promise(setImmediate);
    if (losing.signal.aborted) throw new TurnLostError("the connection that held the turn broke", { cause: error });
    throw error;
  } finally {
    client.removeListener("error", onError);
    // After a failure the connection goes, and with it the lock.
    client.release(broken);
  }
}

function lockKey(name: string): string {
  return createHash("sha256").update(name).digest().readBigInt64BE().toString();
}
