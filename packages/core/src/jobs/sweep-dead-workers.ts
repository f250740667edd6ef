import type { PoolClient } from "pg";

import type { Services } from "#context.ts";

import { carriers } from "./catalogue.ts";
import { endSilentHolder } from "./end-silent-holder.ts";
import { parkDeadlyJobs } from "./park-jobs.ts";

export interface SweptWorkers {
  /** How many dead workers were found. */
  readonly workers: number;
  /** How many jobs others may take now. */
  readonly jobs: number;
}

/** One sweeper at a time; the number is arbitrary and must never change. */
const sweeperLockKey = "7264839172002";

/** A worker that says nothing for so long, of which it has had five chances, is as good as dead. */
const silentWorkerMs = 30_000;

/** A job that was held once and then begun twice by workers that died is taken out. */
const deadlyCrashes = 3;

/**
 * Frees the jobs of workers that died: those whose advisory lock can be taken. Graphile Worker itself waits 4 hours. One
 * that has said nothing for 30 seconds, because it was stopped or has no network any more, loses its lock first.
 *
 * A job that goes down with its worker the second time comes back alone, some seconds later; the third time it becomes a
 * dead letter, so that one bad job cannot take down every worker in turn. Jobs that a dead worker had fetched and not begun
 * are not to blame, however often that happens to them.
 */
export async function sweepDeadWorkers(
  services: Pick<Services, "db" | "log">,
  { silentMs = silentWorkerMs }: { silentMs?: number } = {},
): Promise<SweptWorkers> {
  const client = await services.db.pool.connect();
  try {
    await client.query("begin");
    const swept = await sweep(client, silentMs);
    await client.query("commit");
    if (swept.workers > 0) services.log.warn({ ...swept }, "dead_workers_swept");
    return swept;
  } catch (error) {
    // The server rolls back by itself when the connection is what broke.
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function sweep(client: PoolClient, silentMs: number): Promise<SweptWorkers> {
  await endSilentWorkers(client, silentMs);
  const { rows } = await client.query<{ id: string }>(
    `with turn as materialized (select pg_try_advisory_xact_lock(${sweeperLockKey}) as mine)
     select id from (select id, lock_key from job_workers, turn where mine offset 0) worker
     where pg_try_advisory_xact_lock(lock_key)`,
  );
  const workers = rows.map(({ id }) => id);
  if (workers.length === 0) return { workers: 0, jobs: 0 };
  const jobs = await freeJobs(client, workers);
  await client.query("delete from job_workers where id = any($1)", [workers]);
  return { workers: workers.length, jobs };
}

// A stopped process keeps its locks for ever: the worker's own, and the turns at endpoints and subscribers that its other
// connections hold. Without its connections it ends when it comes back.
async function endSilentWorkers(client: PoolClient, silentMs: number): Promise<void> {
  const { rows } = await client.query<{ key: string; host: string; pid: number }>(
    "select lock_key::text as key, host, pid from job_workers where heartbeat_at < clock_timestamp() - $1 * interval '1 millisecond'",
    [silentMs],
  );
  for (const { key, host, pid } of rows) {
    if (!(await endSilentHolder(client, { lockKey: key, silentMs }))) continue;
    await client.query(
      `select count(pg_terminate_backend(pid)) from pg_stat_activity
       where datname = current_database() and application_name = left('cartwright-worker:' || $1 || '@' || $2, 63)`,
      [String(pid), host],
    );
  }
}

/**
 * Frees jobs locked by workers that no row knows: killed before they could write theirs. Reads the whole job table, so it
 * is for the start of a worker and rare moments after.
 */
export async function sweepUnknownWorkers(services: Pick<Services, "db" | "log">): Promise<number> {
  const client = await services.db.pool.connect();
  try {
    const { rows } = await client.query<{ worker: string }>(
      `select distinct locked_by as worker from graphile_worker.jobs
       where locked_at < now() - interval '10 seconds' and not exists (select 1 from job_workers where id = locked_by)`,
    );
    if (rows.length === 0) return 0;
    const jobs = await freeJobs(
      client,
      rows.map(({ worker }) => worker),
    );
    services.log.warn({ jobs }, "unknown_workers_swept");
    return jobs;
  } finally {
    client.release();
  }
}

async function freeJobs(client: PoolClient, workers: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ id: string; task: string }>(
    "select id::text, task_identifier as task from graphile_worker.jobs where locked_by = any($1)",
    [workers],
  );
  const ids = rows.map(({ id }) => id);
  const blamed = rows.filter(({ task }) => !carriers.some((name) => name === task)).map(({ id }) => id);
  await client.query("select graphile_worker.force_unlock_workers($1)", [workers]);
  const crashes = await countCrashes(client, blamed, workers);
  const withCrashes = (matches: (count: number) => boolean) => ids.filter((id) => matches(crashes.get(id) ?? 0));
  await putBack(
    client,
    withCrashes((count) => count < deadlyCrashes),
  );
  await spread(
    client,
    withCrashes((count) => count === deadlyCrashes - 1),
  );
  await parkDeadlyJobs(
    client,
    withCrashes((count) => count >= deadlyCrashes),
  );
  return ids.length;
}

// Most jobs that a worker holds it has merely fetched. The first death is therefore no more than a suspicion, which has
// whoever begins the job next say so; only jobs that are known to have begun are counted on.
async function countCrashes(
  client: PoolClient,
  ids: readonly string[],
  workers: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: string; crashes: number }>(
    `insert into job_crashes as known (job_id, crashes) select id, 1 from unnest($1::bigint[]) as job (id)
     on conflict (job_id) do update set last_at = now(), begun_by = null,
       crashes = known.crashes + case when known.begun_by = any($2::text[]) then 1 else 0 end
     returning job_id::text as id, crashes`,
    [ids, workers],
  );
  return new Map(rows.map(({ id, crashes }) => [id, crashes]));
}

// A crash is no failed attempt: one on its last attempt gets that attempt again.
async function putBack(client: PoolClient, ids: readonly string[]): Promise<void> {
  await client.query(
    `select count(*) from (
       select max_attempts, array_agg(id) as ids from graphile_worker.jobs
       where id = any($1::bigint[]) and attempts >= max_attempts group by max_attempts
     ) spent, graphile_worker.reschedule_jobs(spent.ids, run_at := now(), attempts := (spent.max_attempts - 1)::int)`,
    [ids],
  );
  await client.query("select count(*) from graphile_worker.reschedule_jobs($1::bigint[], run_at := now())", [ids]);
}

// One of them may be what kills; apart from each other, the others get done.
async function spread(client: PoolClient, ids: readonly string[]): Promise<void> {
  await client.query(
    `select count(*) from unnest($1::bigint[]) with ordinality as job (id, n),
       graphile_worker.reschedule_jobs(array[job.id], run_at := now() + interval '2 seconds' + n * interval '300 milliseconds')`,
    [ids],
  );
}
