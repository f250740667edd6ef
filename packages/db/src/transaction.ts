import { setTimeout as wait } from "node:timers/promises";

import type { Db } from "./client.ts";
import { Prisma } from "./generated/client.ts";

declare const insideTransaction: unique symbol;

/**
 * A Prisma client inside an open transaction.
 *
 * Only `transact` makes one. It has no `$transaction` and is no `Db`, so a nested transaction does not compile.
 */
export type Tx = Prisma.TransactionClient & { readonly [insideTransaction]: true };

export type Isolation = keyof typeof Prisma.TransactionIsolationLevel;

export interface TransactOptions {
  /** Default `ReadCommitted`. */
  isolation?: Isolation;
  /** How long to wait for a connection. Default 5 seconds. */
  maxWaitMs?: number;
  /** How long the whole transaction may take. Default 10 seconds. */
  timeoutMs?: number;
  /** How often to start over after a deadlock or a serialization failure. Default 5. */
  maxRetries?: number;
}

/**
 * Runs `fn` in one transaction: all of it is committed, or nothing.
 *
 * When Postgres sacrifices the transaction (deadlock, serialization failure) `fn` runs again from the start, so it must do
 * nothing but database work. What `fn` throws otherwise comes out unchanged, after the rollback.
 */
export async function transact<T>(db: Db, fn: (tx: Tx) => Promise<T>, options: TransactOptions = {}): Promise<T> {
  const { isolation = "ReadCommitted", maxWaitMs = 5_000, timeoutMs = 10_000, maxRetries = 5 } = options;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await db.prisma.$transaction((tx) => fn(asTx(tx)), {
        // The server's default is not asked for: that would be one more round trip for every transaction.
        ...(isolation === "ReadCommitted" ? {} : { isolationLevel: Prisma.TransactionIsolationLevel[isolation] }),
        maxWait: maxWaitMs,
        timeout: timeoutMs,
      });
    } catch (error) {
      if (attempt >= maxRetries || !isTransactionConflict(error)) throw error;
      await retryDelay(attempt);
    }
  }
}

/** Whether Postgres gave the transaction up so that another could go on: the same work may succeed when run again. */
export function isTransactionConflict(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034") return true;
  const code = sqlState(error);
  return code === "40001" || code === "40P01";
}

/** The five-character SQLSTATE behind an error of Prisma or pg, or undefined. */
export function sqlState(error: unknown): string | undefined {
  for (let at = error, depth = 0; isRecord(at) && depth < 6; at = causeOf(at), depth += 1) {
    const code = at["originalCode"] ?? at["code"];
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code)) return code;
  }
  return undefined;
}

function causeOf(error: Record<string, unknown>): unknown {
  const meta = error["meta"];
  return (isRecord(meta) ? meta["driverAdapterError"] : undefined) ?? error["cause"];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Waits before a transaction is tried again: exponential with full jitter, so that those who collided do not meet again. */
export async function retryDelay(attempt: number): Promise<void> {
  await wait(Math.random() * Math.min(200, 10 * 2 ** attempt));
}

function asTx(tx: Prisma.TransactionClient): Tx {
  return tx as Tx;
}
