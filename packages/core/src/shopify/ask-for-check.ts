import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";

import { findIntegration } from "./find-integration.ts";

/** Has a shop looked up now: its name, and whether it still tells us what happens. Throws `integration_not_found`. */
export async function askForCheck(ctx: Ctx, { integrationId }: { integrationId: string }): Promise<void> {
  const { organizationId, requestId } = ctx;
  const { id } = await findIntegration(ctx, { organizationId, integrationId });
  await transact(ctx.db, async (tx) => {
    await recordAudit(tx, ctx, {
      action: "shopify.check_requested",
      subjectType: "shopify_integration",
      subjectId: id,
    });
    const options = { jobKey: `check-shopify:${id}` };
    await enqueueInTransaction(tx, "check-shopify", { organizationId, integrationId: id, requestId }, options);
  });
}
