import { z } from "zod";

import { JobRefused } from "./job-refused.ts";

/** Names of jobs and what each needs: `{ "push-order": z.object({ orderId: z.uuid() }) }`. Payloads hold ids, never state. */
export type JobDefinitions = Readonly<Record<string, z.ZodObject>>;

/** What the payload of a job must be when it is added. */
export type PayloadInput<D extends JobDefinitions, N extends keyof D> = z.input<D[N]>;

/** What a handler gets: the payload after its schema has read it. */
export type PayloadOf<D extends JobDefinitions, N extends keyof D> = z.output<D[N]>;

export interface EnqueueOptions {
  /** Not before this moment; default at once. */
  readonly runAt?: Date | undefined;
  /** How often it is tried before it becomes a dead letter, at e^n seconds between tries. */
  readonly maxAttempts?: number | undefined;
  /** A waiting job of the same key is replaced, so that there is at most one. A running one is not stopped. */
  readonly jobKey?: string | undefined;
  /** `replace` (default) takes the new time, `preserve_run_at` keeps the old one. */
  readonly jobKeyMode?: "replace" | "preserve_run_at" | undefined;
  /** Lower goes first; default 0. */
  readonly priority?: number | undefined;
  /** Jobs of one queue run one after another. For singletons only: every fetch looks through all queue names. */
  readonly queue?: string | undefined;
  /** Whose job it is; written into the payload when the schema has no word for it. */
  readonly organizationId?: string | undefined;
  /** The correlation id of what caused it; written into the payload likewise. */
  readonly requestId?: string | undefined;
}

/** A job that has been checked, in the names that the queue's functions take. */
export interface JobSpec {
  readonly identifier: string;
  readonly payload: object;
  readonly queue_name: string | null;
  readonly run_at: string | null;
  readonly max_attempts: number;
  readonly job_key: string | null;
  readonly priority: number | null;
}

/**
 * Checks a job before anything is written.
 *
 * @throws JobRefused for a name without a schema, or a payload that does not parse
 */
export function toJobSpec(
  job: { readonly name: string; readonly schema: z.ZodObject | undefined; readonly maxAttempts: number },
  payload: unknown,
  options: EnqueueOptions = {},
): JobSpec {
  if (job.schema === undefined) {
    throw new JobRefused(job.name, "unknown_job", { detail: "no job of this name has been defined" });
  }
  const parsed = job.schema.safeParse(payload);
  if (!parsed.success) {
    const detail = `its payload does not fit: ${z.prettifyError(parsed.error)}`;
    throw new JobRefused(job.name, "invalid_payload", { detail, cause: parsed.error });
  }
  return {
    identifier: job.name,
    payload: withOrigin(parsed.data, options),
    queue_name: options.queue ?? null,
    run_at: options.runAt?.toISOString() ?? null,
    max_attempts: options.maxAttempts ?? job.maxAttempts,
    job_key: options.jobKey ?? null,
    priority: options.priority ?? null,
  };
}

function withOrigin(payload: object, { organizationId, requestId }: EnqueueOptions): object {
  if (organizationId === undefined && requestId === undefined) return payload;
  return { ...(organizationId && { organizationId }), ...(requestId && { requestId }), ...payload };
}
