import { newId, Prisma, runSql, type Db } from "@cartwright/db";

import type { Services } from "#context.ts";
import { gatherPerDb } from "#gathering/gather-per-db.ts";
import { specOf } from "#jobs/enqueue.ts";

export interface ReceivedWebhook {
  /** Who sent it: `stripe`, `posti`, … */
  readonly source: string;
  readonly organizationId: string;
  /** The sender's account; empty when it has none. */
  readonly accountId: string;
  /** The sender's id of the message: the same again is a repeat. */
  readonly externalId: string;
  readonly topic: string;
  /** What tells repeats apart beside the id; see `SourceWebhook`. */
  readonly eventKey?: string | undefined;
  /** What is worth keeping of them; no secrets. */
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: Uint8Array;
  readonly requestId: string;
}

/**
 * Keeps a webhook whose signature was checked, and the job that applies it, in one transaction: once this has answered,
 * nothing is lost. A repeat, also at the same moment, answers `duplicate` and adds nothing.
 *
 * What arrives during a commit shares the next one: adding a job takes a lock that lasts until its commit is on the disk, so
 * that of commits for one message each the disk would allow a hundred or two a second.
 */
export async function receiveWebhook(
  { db, now }: Pick<Services, "db" | "now">,
  webhook: ReceivedWebhook,
): Promise<{ duplicate: boolean }> {
  const kept = await inboxOf(db).write({ ...webhook, id: newId(), receivedAt: now() });
  return { duplicate: !kept };
}

interface Arrival extends ReceivedWebhook {
  readonly id: string;
  readonly receivedAt: Date;
}

// Bodies of up to 1 MiB each are in memory until they are written.
const mostAtOnce = 32;

const inboxOf = gatherPerDb(keep, { most: mostAtOnce });

/** Tells of each whether it was new. */
async function keep(db: Db, arrivals: readonly Arrival[]): Promise<readonly boolean[]> {
  const column = <K extends keyof Arrival>(key: K): Arrival[K][] => arrivals.map((arrival) => arrival[key]);
  const headers = arrivals.map((arrival) => JSON.stringify(arrival.headers));
  const raws = arrivals.map(({ raw }) => Buffer.from(raw));
  const eventKeys = arrivals.map(({ eventKey }) => eventKey ?? null);
  const jobs = arrivals.map(({ id, requestId }) => JSON.stringify(specOf("apply-webhook", { inboxId: id, requestId })));
  const rows = await runSql(db, (sql) =>
    sql.$queryRaw<{ id: string }[]>(Prisma.sql`
      with arrived as (
        select * from unnest(
          ${column("id")}::uuid[], ${column("organizationId")}::uuid[], ${column("source")}::text[],
          ${column("accountId")}::text[], ${column("externalId")}::text[], ${column("topic")}::text[],
          ${headers}::jsonb[], ${raws}::bytea[], ${column("requestId")}::text[], ${column("receivedAt")}::timestamptz[],
          ${eventKeys}::text[], ${jobs}::json[]
        ) as one (id, organization_id, source, account_id, external_id, topic, headers, raw, request_id, received_at, event_key, job)
      ), kept as (
        -- In one order, so that two processes with the same messages wait for each other in a line.
        insert into webhook_inbox (
          id, organization_id, source, account_id, external_id, topic, headers, raw, request_id, received_at, event_key)
        select id, organization_id, source, account_id, external_id, topic, headers, raw, request_id, received_at, event_key
        from arrived order by source, account_id, external_id
        on conflict do nothing
        returning id
      ), added as materialized (
        select count(*) from graphile_worker.add_jobs(
          array(select json_populate_record(null::graphile_worker.job_spec, job) from arrived join kept using (id)))
      )
      select kept.id::text from kept, added`),
  );
  const kept = new Set(rows.map(({ id }) => id));
  return arrivals.map(({ id }) => kept.has(id));
}
