import type { Tx } from "@cartwright/db";
import type { EnqueueOptions, JobDefinitions, PayloadInput } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";

import { addJob, addJobInTransaction, addJobs } from "./add-jobs.ts";
import { carrierPriority, carriers, defaultMaxAttempts, jobCatalogue, type JobName } from "./catalogue.ts";
import { toJobSpec, type JobSpec } from "./job-spec.ts";

type Payload<N extends JobName> = PayloadInput<typeof jobCatalogue, N>;

/**
 * Adds a job of the catalogue on a connection of its own. Returns its id, or null when two adds of one key met and the
 * other won.
 *
 * @throws JobRefused for a payload that does not parse
 */
export async function enqueue<N extends JobName>(
  services: Pick<Services, "db">,
  name: N,
  payload: Payload<N>,
  options: EnqueueOptions = {},
): Promise<string | null> {
  return addJob(services.db.pool, catalogued(name, payload, options), options);
}

/**
 * Adds a job as part of the caller's transaction: it exists if and only if that commits.
 *
 * For short transactions only. It holds a database-wide lock through the commit (NOTIFY), and two open transactions with
 * the same `jobKey` wait for each other. Where throughput matters emit an event and subscribe to it instead.
 *
 * @throws JobRefused for a payload that does not parse
 */
export async function enqueueInTransaction<N extends JobName>(
  tx: Tx,
  name: N,
  payload: Payload<N>,
  options: EnqueueOptions = {},
): Promise<string | null> {
  return addJobInTransaction(tx, catalogued(name, payload, options), options);
}

/**
 * A job of the catalogue as the queue's own functions take it, for a statement that adds it along with what it is about.
 *
 * @throws JobRefused for a payload that does not parse
 */
export function specOf<N extends JobName>(name: N, payload: Payload<N>, options: EnqueueOptions = {}): JobSpec {
  return catalogued(name, payload, options);
}

/**
 * Adds many jobs of one name: a statement per 1,000, each all or nothing. Returns how many were added; of several with one
 * key in a thousand the last counts.
 *
 * @throws JobRefused for a payload that does not parse, before anything is added
 */
export async function enqueueMany<N extends JobName>(
  services: Pick<Services, "db">,
  name: N,
  jobs: readonly JobToAdd<Payload<N>>[],
  options: EnqueueOptions = {},
): Promise<number> {
  return addInSlices(services, jobs, options, (payload, own) => catalogued(name, payload, own));
}

/** One of many jobs, with what sets it apart from the others. */
export interface JobToAdd<P> extends EnqueueOptions {
  readonly payload: P;
}

const sliceLength = 1_000;

/** Checks every job, then adds them slice by slice. */
export async function addInSlices<P>(
  { db }: Pick<Services, "db">,
  jobs: readonly JobToAdd<P>[],
  shared: EnqueueOptions,
  toSpec: (payload: P, options: EnqueueOptions) => JobSpec,
): Promise<number> {
  const specs = jobs.map(({ payload, ...own }) => toSpec(payload, { ...shared, ...own }));
  let added = 0;
  for (let from = 0; from < specs.length; from += sliceLength) {
    added += await addJobs(db.pool, specs.slice(from, from + sliceLength), shared);
  }
  return added;
}

function catalogued(name: JobName, payload: unknown, options: EnqueueOptions): JobSpec {
  // Callers in plain JavaScript, and payloads that were stored by another version, get past the type.
  const known: JobDefinitions = jobCatalogue;
  const schema = Object.hasOwn(known, name) ? known[name] : undefined;
  const own = carriers.includes(name) ? { priority: carrierPriority, ...options } : options;
  return toJobSpec({ name, schema, maxAttempts: defaultMaxAttempts }, payload, own);
}
