import type { ClientBase, Pool } from "pg";

import type { EnqueueOptions, EventTransaction } from "@cartwright/integrations/contracts";

import type { JobSpec } from "./job-spec.ts";

const addJobSql = `
  select id::text from graphile_worker.add_job(
    $1::text, payload := $2::json, queue_name := $3::text, run_at := $4::timestamptz, max_attempts := $5::int,
    job_key := $6::text, priority := $7::int, job_key_mode := $8::text)`;

const addJobsSql = `
  select count(*)::int as added from graphile_worker.add_jobs(
    array(select json_populate_recordset(null::graphile_worker.job_spec, $1::json)), $2::boolean)`;

/** Adds one job; its id, or null when two adds of one key met and the other won. */
export async function addJob(
  client: Pool | ClientBase,
  spec: JobSpec,
  { jobKeyMode = "replace" }: Pick<EnqueueOptions, "jobKeyMode">,
): Promise<string | null> {
  const { rows } = await client.query<{ id: string | null }>({
    name: "cartwright_add_job",
    text: addJobSql,
    values: [
      spec.identifier,
      JSON.stringify(spec.payload),
      spec.queue_name,
      spec.run_at,
      spec.max_attempts,
      spec.job_key,
      spec.priority,
      jobKeyMode,
    ],
  });
  return rows[0]?.id ?? null;
}

/** The same in a transaction of Prisma's. */
export async function addJobInTransaction(
  tx: Pick<EventTransaction, "$queryRaw">,
  spec: JobSpec,
  { jobKeyMode = "replace" }: Pick<EnqueueOptions, "jobKeyMode">,
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string | null }[]>`
    select id::text from graphile_worker.add_job(
      ${spec.identifier}::text,
      payload := ${JSON.stringify(spec.payload)}::json,
      queue_name := ${spec.queue_name}::text,
      run_at := ${spec.run_at}::timestamptz,
      max_attempts := ${spec.max_attempts}::int,
      job_key := ${spec.job_key}::text,
      priority := ${spec.priority}::int,
      job_key_mode := ${jobKeyMode}::text
    )`;
  return rows[0]?.id ?? null;
}

/** Adds jobs in one statement: all of them or none. Of several with one key the last counts. Returns how many were added. */
export async function addJobs(
  client: Pool | ClientBase,
  specs: readonly JobSpec[],
  { jobKeyMode = "replace" }: Pick<EnqueueOptions, "jobKeyMode"> = {},
): Promise<number> {
  if (specs.length === 0) return 0;
  const { rows } = await client.query<{ added: number }>({
    name: "cartwright_add_jobs",
    text: addJobsSql,
    values: [JSON.stringify(withoutDoubles(specs)), jobKeyMode === "preserve_run_at"],
  });
  return rows[0]?.added ?? 0;
}

// The queue refuses two of one key in one call.
function withoutDoubles(specs: readonly JobSpec[]): readonly JobSpec[] {
  if (specs.every(({ job_key }) => job_key === null)) return specs;
  const byKey = new Map(specs.map((spec) => [spec.job_key ?? Symbol("no key"), spec]));
  return [...byKey.values()];
}
