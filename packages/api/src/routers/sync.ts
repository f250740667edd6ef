import { DomainError, type Ctx } from "@cartwright/core";
import { listFailedItems } from "@cartwright/core/shopify/sync/list-failed-items";
import { readShopifyFeeds } from "@cartwright/core/shopify/sync/read-shopify-feeds";
import { syncName } from "@cartwright/core/shopify/sync/shopify-sync";
import { startShopifySync, type StartedShopifySync } from "@cartwright/core/shopify/sync/start-shopify-sync";
import { cancelSync, pauseSync, resumeSync } from "@cartwright/core/sync/change-sync-run";
import { listAllSyncRuns } from "@cartwright/core/sync/list-all-sync-runs";
import { listSyncRuns } from "@cartwright/core/sync/list-sync-runs";
import { readSyncRun } from "@cartwright/core/sync/read-sync-run";

import { presentSync } from "#present/present-sync.ts";
import { toWire } from "#present/to-wire.ts";
import {
  failedItemPageDto,
  listAllSyncsInput,
  listFailedItemsInput,
  listSyncJobsInput,
  namedSyncPageDto,
  startedSyncDto,
  startSyncInput,
  syncFeedsDto,
  syncFeedsInput,
  syncJobInput,
  syncJobPageDto,
  syncReportDto,
  type SyncKind,
} from "#schemas/sync.ts";
import { procedure, router } from "#trpc.ts";

const tag = "Sync";

export const syncRouter = router({
  products: procedure
    .meta({ rest: { method: "POST", path: "/sync/products", tag, summary: "Pull products from Shopify" } })
    .input(startSyncInput)
    .output(startedSyncDto)
    .mutation(({ ctx, input }) => start(ctx.core, "products", input)),
  orders: procedure
    .meta({ rest: { method: "POST", path: "/sync/orders", tag, summary: "Pull orders from Shopify" } })
    .input(startSyncInput)
    .output(startedSyncDto)
    .mutation(({ ctx, input }) => start(ctx.core, "orders", input)),
  status: procedure
    .meta({ rest: { method: "GET", path: "/sync/status/{syncJobId}", tag, summary: "How a sync stands" } })
    .input(syncJobInput)
    .output(syncReportDto)
    .query(({ ctx, input }) => report(ctx.core, input.syncJobId)),
  cancel: procedure
    .meta({ rest: { method: "POST", path: "/sync/status/{syncJobId}/cancel", tag, summary: "End a sync for good" } })
    .input(syncJobInput)
    .output(syncReportDto)
    .mutation(({ ctx, input }) => change(ctx.core, input.syncJobId, cancelSync)),
  pause: procedure
    .meta({ rest: { method: "POST", path: "/sync/status/{syncJobId}/pause", tag, summary: "Stop a sync for now" } })
    .input(syncJobInput)
    .output(syncReportDto)
    .mutation(({ ctx, input }) => change(ctx.core, input.syncJobId, pauseSync)),
  resume: procedure
    .meta({
      rest: { method: "POST", path: "/sync/status/{syncJobId}/resume", tag, summary: "Let a paused sync go on" },
    })
    .input(syncJobInput)
    .output(syncReportDto)
    .mutation(({ ctx, input }) => change(ctx.core, input.syncJobId, resumeSync)),
  feeds: procedure
    .input(syncFeedsInput)
    .output(syncFeedsDto)
    .query(async ({ ctx, input }) => {
      const { feeds, ...shop } = await readShopifyFeeds(ctx.core, input);
      return {
        ...shop,
        feeds: feeds.map(({ open, last, ...feed }) => ({
          ...toWire(feed),
          open: open && presentSync(open),
          last: last && presentSync(last),
        })),
      };
    }),
  list: procedure
    .input(listSyncJobsInput)
    .output(syncJobPageDto)
    .query(async ({ ctx, input: { integrationId, ...page } }) => {
      const names = (["products", "orders"] as const).map((kind) => syncName({ kind, integrationId }));
      const { items, nextCursor } = await listSyncRuns(ctx.core, { names, ...page });
      return { items: items.map(presentSync), nextCursor };
    }),
  all: procedure
    .meta({ rest: { method: "GET", path: "/sync/status", tag, summary: "List syncs of every kind" } })
    .input(listAllSyncsInput)
    .output(namedSyncPageDto)
    .query(async ({ ctx, input }) => {
      const { items, nextCursor } = await listAllSyncRuns(ctx.core, input);
      return { items: items.map(presentSync), nextCursor };
    }),
  failedItems: procedure
    .input(listFailedItemsInput)
    .output(failedItemPageDto)
    .query(async ({ ctx, input }) => toWire(await listFailedItems(ctx.core, input))),
});

interface StartInput {
  readonly organizationId?: string | undefined;
  readonly integrationId?: string | undefined;
  readonly fetchAll: boolean;
}

async function start(ctx: Ctx, kind: SyncKind, { organizationId, integrationId, fetchAll }: StartInput) {
  // Whose shop it is, is not told to others.
  if (organizationId !== undefined && organizationId !== ctx.organizationId)
    throw new DomainError("integration_not_found", { organizationId });
  const started = await startShopifySync(ctx, { kind, mode: fetchAll ? "full" : "incremental", integrationId });
  return {
    success: true as const,
    // A run that a worker holds may have no job in the queue of its own.
    jobId: started.jobId ?? started.syncRunId,
    syncJobId: started.syncRunId,
    organizationId: ctx.organizationId,
    integrationId: started.integrationId,
    shopDomain: started.shopDomain,
    type: started.mode,
    message: messageOf(started, kind),
    dashboardUrl: `${ctx.settings.webUrl}/admin/channels/shopify`,
  };
}

function messageOf({ isNew, status, mode }: StartedShopifySync, kind: SyncKind): string {
  if (isNew) return `The ${mode} sync of ${kind} has been started.`;
  return status === "paused"
    ? `A sync of ${kind} is paused: resume or cancel it.`
    : `A sync of ${kind} is already running.`;
}

async function report(ctx: Ctx, syncRunId: string) {
  return presentSync(await readSyncRun(ctx, { syncRunId }));
}

async function change(ctx: Ctx, syncRunId: string, act: (ctx: Ctx, which: { syncRunId: string }) => Promise<void>) {
  await act(ctx, { syncRunId });
  return report(ctx, syncRunId);
}
