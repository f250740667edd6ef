import type { Ctx } from "#context.ts";
import { enqueue } from "#jobs/enqueue.ts";

import { findIntegration } from "./find-integration.ts";

/** Has a shop looked up now: its name, and whether it still tells us what happens. Throws `integration_not_found`. */
export async function askForCheck(ctx: Ctx, { integrationId }: { integrationId: string }): Promise<void> {
  const { organizationId, requestId } = ctx;
  const { id } = await findIntegration(ctx, { organizationId, integrationId });
  await enqueue(
    ctx,
    "check-shopify",
    { organizationId, integrationId: id, requestId },
    { jobKey: `check-shopify:${id}` },
  );
}
