import type { ClientBase, Pool } from "pg";
import { z } from "zod";

export interface DeadJob {
  /** Of the dead letter. */
  readonly id: string;
  readonly jobId: string;
  readonly task: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly error: string;
}

/** Keeps jobs that were given up on until a person decides; the same job twice stays one letter. */
export async function writeDeadJobs(client: ClientBase | Pool, jobs: readonly DeadJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const rows = jobs.map((job) => ({ ...job, organizationId: organizationOf(job.payload) }));
  await client.query(
    `insert into dead_letters (id, organization_id, kind, name, ref, payload, error, attempts)
     select id, "organizationId", 'job', task, "jobId", coalesce(payload, '{}'), error, attempts
     from json_to_recordset($1::json)
       as job (id uuid, "organizationId" uuid, task text, "jobId" text, payload jsonb, error text, attempts int)
     on conflict (kind, ref) do update
       set error = excluded.error, attempts = excluded.attempts, resolved_at = null, resolution = null`,
    [JSON.stringify(rows)],
  );
}

const ownedPayload = z.object({ organizationId: z.uuid() });

/** Whose job it is, when its payload says so. */
export function organizationOf(payload: unknown): string | null {
  return ownedPayload.safeParse(payload).data?.organizationId ?? null;
}
