import type { Ctx } from "#context.ts";
import { enqueue } from "#jobs/enqueue.ts";

import type { Feed } from "./raw-table.ts";

/** For so long more is waited for after the first that was heard: what comes meanwhile is read by the same run. */
const gatherMs = 10_000;

/** Has what webhooks told of read in a moment, by one run however many they are: a later one does not put it off. */
export async function pullSoon(
  ctx: Pick<Ctx, "db" | "now" | "requestId">,
  { organizationId, integrationId, kind }: Feed,
): Promise<void> {
  const payload = {
    organizationId,
    integrationId,
    kinds: [kind],
    mode: "incremental" as const,
    requestId: ctx.requestId,
  };
  await enqueue(ctx, "sync-shopify", payload, {
    jobKey: `sync-shopify:${kind}:${integrationId}`,
    jobKeyMode: "preserve_run_at",
    runAt: new Date(ctx.now().getTime() + gatherMs),
  });
}
