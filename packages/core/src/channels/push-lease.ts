import { runSql, transactSql } from "@cartwright/db";

import type { Services } from "#context.ts";

import type { PushTarget } from "./enqueue-due-pushes.ts";

/** The right to push to a store. What is written under an older token is refused. */
export interface PushLease {
  readonly target: PushTarget;
  readonly token: number;
  /** Pushes to this store that failed in a row until now. */
  readonly failures: number;
}

/** Longer than any call to a channel may take, with its retries. */
export const pushLeaseMs = 120_000;

/** Takes the right to push to a store, when something is due there and nobody has it; else null. */
export async function takePushLease(
  services: Pick<Services, "db" | "now">,
  target: PushTarget,
): Promise<PushLease | null> {
  const { organizationId, channel, storeId } = target;
  const { now, until } = times(services);
  const [row] = await runSql(
    services.db,
    (sql) => sql.$queryRaw<{ token: number; failures: number }[]>`
      update channel_pushes set token = token + 1, lease_until = ${until}::timestamptz
      where organization_id = ${organizationId}::uuid and channel = ${channel} and store_id = ${storeId}::uuid
        and next_push_at <= ${now}::timestamptz and (lease_until is null or lease_until < ${now}::timestamptz)
      returning token, failures`,
  );
  return row === undefined ? null : { target, ...row };
}

/** Keeps the right for another while. False: somebody else has it. */
export async function keepPushLease(
  services: Pick<Services, "db" | "now">,
  { target, token }: PushLease,
): Promise<boolean> {
  const { organizationId, channel, storeId } = target;
  const { until } = times(services);
  const rows = await runSql(
    services.db,
    (sql) => sql.$queryRaw<unknown[]>`
      update channel_pushes set lease_until = ${until}::timestamptz
      where organization_id = ${organizationId}::uuid and channel = ${channel} and store_id = ${storeId}::uuid
        and token = ${token}
      returning 1`,
  );
  return rows.length > 0;
}

export interface PushEnd {
  /** Null: all that was due went through. */
  readonly error: string | null;
  /** How long to leave the store alone; null: until something changes there. */
  readonly againInMs: number | null;
}

/**
 * Lets go of a store. What changed while the last quantities were under way keeps it due. Whoever has lost the store by
 * now changes nothing.
 */
export async function endPushLease(
  services: Pick<Services, "db" | "now">,
  { target, token }: PushLease,
  { error, againInMs }: PushEnd,
): Promise<void> {
  const { organizationId, channel, storeId } = target;
  const { now } = times(services);
  const againAt = againInMs === null ? null : new Date(services.now().getTime() + againInMs).toISOString();
  await transactSql(services.db, async (tx) => {
    // The row first, and then with a new look at the listings: whoever raised a revision before is seen, and whoever does so
    // after us finds that nothing is due, and says that it is.
    const mine = await tx.$queryRaw<unknown[]>`
      select 1 from channel_pushes
      where organization_id = ${organizationId}::uuid and channel = ${channel} and store_id = ${storeId}::uuid
        and token = ${token} for update`;
    if (mine.length === 0) return;
    await tx.$queryRaw`
      update channel_pushes p set lease_until = null, last_error = ${error}::text,
        failures = case when ${error}::text is null then 0 else failures + 1 end,
        next_push_at = coalesce(${againAt}::timestamptz, (
          select ${now}::timestamptz where exists (
            select from channel_listings l
            where l.organization_id = p.organization_id and l.channel = p.channel and l.store_id = p.store_id
              and l.revision > l.pushed_revision)))
      where organization_id = ${organizationId}::uuid and channel = ${channel} and store_id = ${storeId}::uuid`;
  });
}

function times({ now }: Pick<Services, "now">): { now: string; until: string } {
  const at = now();
  return { now: at.toISOString(), until: new Date(at.getTime() + pushLeaseMs).toISOString() };
}
