import { transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";

import { storeJobKey, storeJobMaxAttempts } from "./store-job.ts";

/**
 * Has everything of a store that has not been imported tried again now, also what was given up, and whatever it waits for:
 * somebody knows better than the clock. Answers how many receipts that is.
 *
 * @throws DomainError `not_found` for a store of somebody else, `conflict` for one that is disconnected
 */
export async function syncStoreNow(ctx: Ctx, { storeId }: { storeId: string }): Promise<{ queued: number }> {
  return transact(ctx.db, async (tx) => {
    await letGo(tx, ctx, storeId);
    const queued = await tx.$executeRaw`
      update marketplace_sync_logs set next_attempt_at = ${ctx.now()}
      where store_id = ${storeId}::uuid and status <> 'success'
        and (claimed_until is null or claimed_until <= clock_timestamp())`;
    await recordAudit(tx, ctx, {
      action: "marketplace_store.sync_requested",
      subjectType: "marketplace_store",
      subjectId: storeId,
      data: { queued },
    });
    const { organizationId, requestId } = ctx;
    const options = { jobKey: storeJobKey(storeId), maxAttempts: storeJobMaxAttempts };
    await enqueueInTransaction(tx, "sync-store", { organizationId, storeId, requestId }, options);
    return { queued };
  });
}

async function letGo(tx: Tx, { organizationId, now }: Ctx, id: string): Promise<void> {
  const [store] = await tx.$queryRaw<{ is_connected: boolean }[]>`
    update marketplace_stores set held_until = null, updated_at = ${now()}
    where id = ${id}::uuid and organization_id = ${organizationId}::uuid
    returning disconnected_at is null as is_connected`;
  if (!store) throw new DomainError("not_found");
  if (!store.is_connected) throw new DomainError("conflict", {}, { message: "The store is disconnected." });
}
