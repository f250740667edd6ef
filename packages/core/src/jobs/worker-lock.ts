import { createHash } from "node:crypto";
import { hostname } from "node:os";

import { Client, type ClientConfig } from "pg";

import type { Services } from "#context.ts";

import { jobControlChannel } from "./job-control.ts";

export interface WorkerLockOptions {
  readonly connection: ClientConfig;
  /** Under which Graphile Worker locks jobs: the id of its pool. */
  readonly workerId: string;
  readonly version: string;
  readonly roles: readonly string[];
  /** The jobs that it can do. */
  readonly tasks: readonly string[];
  /** How many of them at a time. */
  readonly concurrency: number;
  readonly log: Services["log"];
  /** The lock may be somebody else's now: jobs that run here may run elsewhere too. The process should end. */
  readonly onLost: () => void;
  /** Called when somebody has paused, resumed or cancelled something. May be missed while the connection is new. */
  readonly onControl?: () => void;
}

export interface WorkerLock {
  release(): Promise<void>;
}

const heartbeatMs = 5_000;
/** A connection on which no answer came for so long is dead, even if nobody has closed it. */
const answerMs = 20_000;

/**
 * Tells others that this worker is alive, by an advisory lock that Postgres frees at the moment the process is gone, even
 * by `kill -9`. The row beside it says who it is.
 */
export async function holdWorkerLock(options: WorkerLockOptions): Promise<WorkerLock> {
  const { workerId, onLost, log } = options;
  const client = await connect(options.connection);
  let released = false;
  const lose = (error?: unknown): void => {
    if (released) return;
    released = true;
    log.error({ err: error, workerId }, "worker_lock_lost");
    onLost();
  };
  client.on("error", lose);
  client.on("end", lose);
  client.on("notification", () => options.onControl?.());
  // The lock before the row: a row without a lock is a dead worker's.
  await client.query("select pg_advisory_lock($1)", [workerLockKey(workerId)]);
  await writeRow(client, options);
  await client.query(`listen ${jobControlChannel}`);
  const timer = setInterval(() => {
    beat(client, workerId).then((known) => {
      if (!known) lose();
    }, lose);
  }, heartbeatMs);
  return {
    async release() {
      released = true;
      clearInterval(timer);
      await client.query("delete from job_workers where id = $1", [workerId]).catch(() => undefined);
      await client.end().catch(() => undefined);
    },
  };
}

/**
 * The name of this process's connections in `pg_stat_activity`: who takes it for dead finds, by host and pid, what else it
 * holds.
 */
export function workerConnectionName(): string {
  return `cartwright-worker:${process.pid}@${hostname()}`.slice(0, longestName);
}

/** Postgres cuts longer ones off. */
const longestName = 63;

/** A worker's advisory lock as a decimal bigint. */
export function workerLockKey(workerId: string): string {
  return createHash("sha256").update(workerId).digest().readBigInt64BE().toString();
}

async function connect(connection: ClientConfig): Promise<Client> {
  const client = new Client({
    ...connection,
    application_name: "cartwright-worker-lock",
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  await client.connect();
  // A host that vanished without closing its connection is noticed within 40 seconds instead of 2 hours.
  await client.query("set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3");
  return client;
}

async function writeRow(client: Client, options: WorkerLockOptions): Promise<void> {
  const { workerId, version, roles, tasks, concurrency } = options;
  await client.query(
    `insert into job_workers (id, lock_key, host, pid, version, roles, tasks, concurrency)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [workerId, workerLockKey(workerId), hostname(), process.pid, version, roles, tasks, concurrency],
  );
}

async function beat(client: Client, workerId: string): Promise<boolean> {
  const { rowCount } = await client.query("update job_workers set heartbeat_at = now() where id = $1", [workerId]);
  return rowCount === 1;
}
