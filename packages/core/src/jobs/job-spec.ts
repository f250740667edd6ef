import { z } from "zod";

import type { EnqueueOptions } from "@cartwright/integrations/contracts";

import { JobRefused } from "./job-refused.ts";

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
