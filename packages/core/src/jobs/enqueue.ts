import type { Tx } from "@cartwright/db";

import type { Services } from "#context.ts";

import { defaultMaxAttempts, jobCatalogue, type JobName, type JobPayload } from "./catalogue.ts";

export interface EnqueueOptions {
  /** Not before this moment; default at once. */
  readonly runAt?: Date;
  readonly maxAttempts?: number;
  /** A waiting job of the same key is replaced, so that there is at most one. A running one is not stopped. */
  readonly jobKey?: string;
  /** `replace` (default) takes the new time, `preserve_run_at` keeps the old one. */
  readonly jobKeyMode?: "replace" | "preserve_run_at";
  /** Lower goes first; default 0. */
  readonly priority?: number;
  /** Jobs of one queue run one after another. For singletons only: every fetch looks through all queue names. */
  readonly queue?: string;
}

/**
 * Adds a job on a connection of its own. Returns its id, or null when two adds of one key met and the other won.
 */
export async function enqueue<N extends JobName>(
  services: Pick<Services, "db">,
  name: N,
  payload: JobPayload<N>,
  options: EnqueueOptions = {},
): Promise<string | null> {
  return addJob(services.db.prisma, name, payload, options);
}

/**
 * Adds a job as part of the caller's transaction: it exists if and only if that commits.
 *
 * For short transactions only. It holds a database-wide lock through the commit (NOTIFY), and two open transactions with
 * the same `jobKey` wait for each other. Where throughput matters emit an event and subscribe to it instead.
 */
export async function enqueueInTransaction<N extends JobName>(
  tx: Tx,
  name: N,
  payload: JobPayload<N>,
  options: EnqueueOptions = {},
): Promise<string | null> {
  return addJob(tx, name, payload, options);
}

async function addJob<N extends JobName>(
  client: Pick<Tx, "$queryRaw">,
  name: N,
  payload: JobPayload<N>,
  options: EnqueueOptions,
): Promise<string | null> {
  const json = JSON.stringify(jobCatalogue[name].parse(payload));
  const rows = await client.$queryRaw<{ id: string | null }[]>`
    select id::text from graphile_worker.add_job(
      ${name}::text,
      payload := ${json}::json,
      queue_name := ${options.queue ?? null}::text,
      run_at := ${options.runAt?.toISOString() ?? null}::timestamptz,
      max_attempts := ${options.maxAttempts ?? defaultMaxAttempts}::int,
      job_key := ${options.jobKey ?? null}::text,
      priority := ${options.priority ?? null}::int,
      job_key_mode := ${options.jobKeyMode ?? "replace"}::text
    )`;
  return rows[0]?.id ?? null;
}
