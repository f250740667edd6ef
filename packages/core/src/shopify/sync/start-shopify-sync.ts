import { transact } from "@cartwright/db";
import type { ShopifyKind, SyncMode } from "@cartwright/integrations/contracts";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { startSyncInTransaction, type StartedSync } from "#sync/start-sync.ts";

import { findIntegration } from "../find-integration.ts";
import { syncName } from "./shopify-sync.ts";

export interface ShopifySyncWanted {
  readonly kind: ShopifyKind;
  readonly mode: SyncMode;
  /** Default: the organization's newest shop that is active. */
  readonly integrationId?: string | undefined;
}

export interface StartedShopifySync extends StartedSync {
  readonly integrationId: string;
  readonly shopDomain: string;
}

/**
 * Asks for a run that pulls products, or orders, of a connected shop. There is one at a time for a shop and kind: while one waits,
 * runs or is paused, that one is answered. One that has not begun becomes a full one when that is asked for.
 *
 * @throws DomainError `integration_not_found`
 */
export async function startShopifySync(
  ctx: Ctx,
  { kind, mode, integrationId }: ShopifySyncWanted,
): Promise<StartedShopifySync> {
  const integration = await findIntegration(ctx, { organizationId: ctx.organizationId, integrationId });
  const name = syncName({ kind, integrationId: integration.id });
  const started = await transact(ctx.db, async (tx) => {
    const run = await startSyncInTransaction(tx, ctx, { name, mode });
    if (run.isNew) {
      const data = { kind, mode, shopDomain: integration.shopDomain };
      await recordAudit(tx, ctx, { action: "sync.started", subjectType: "sync", subjectId: run.syncRunId, data });
    }
    return run;
  });
  return { ...started, integrationId: integration.id, shopDomain: integration.shopDomain };
}
