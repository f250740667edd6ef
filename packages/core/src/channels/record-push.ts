import { runSql } from "@cartwright/db";
import type { QuantityOutcome } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";

import type { PushLease } from "./push-lease.ts";
import type { DueListing } from "./read-due-listings.ts";

/** How one batch fared. */
export interface PushedBatch {
  readonly told: number;
  readonly refused: number;
}

/**
 * Writes down what a channel said of each listing. One that it refused is not told the same again, and says why to staff;
 * one of which it said nothing counts as refused. Null: the store has been taken over meanwhile, and nothing was written.
 */
export async function recordPush(
  services: Pick<Services, "db" | "now">,
  lease: PushLease,
  { batch, outcomes }: { batch: readonly DueListing[]; outcomes: readonly QuantityOutcome[] },
): Promise<PushedBatch | null> {
  const { organizationId, channel, storeId } = lease.target;
  const byId = new Map(outcomes.map((outcome) => [outcome.externalId, outcome]));
  const rows = batch.map(({ id, revision, quantity, listing }) => {
    const outcome = byId.get(listing.externalId) ?? {
      ok: false as const,
      message: "The channel did not answer for it.",
    };
    return { id, revision, quantity, error: outcome.ok ? null : outcome.message.slice(0, 500) };
  });
  const written = await runSql(
    services.db,
    (sql) => sql.$queryRaw<unknown[]>`
      with mine as materialized (
        select from channel_pushes
        where organization_id = ${organizationId}::uuid and channel = ${channel} and store_id = ${storeId}::uuid
          and token = ${lease.token} for share
      )
      update channel_listings l set pushed_revision = greatest(l.pushed_revision, r.revision), error = r.error,
        last_pushed_quantity = case when r.error is null then r.quantity else l.last_pushed_quantity end,
        pushed_at = case when r.error is null then ${services.now().toISOString()}::timestamptz else l.pushed_at end
      from mine, jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, revision int, quantity int, error text)
      where l.organization_id = ${organizationId}::uuid and l.id = r.id
      returning 1`,
  );
  if (written.length === 0) return null;
  const refused = rows.filter(({ error }) => error !== null).length;
  return { told: rows.length - refused, refused };
}
