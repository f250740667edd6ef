import { z } from "zod";

import { idInput, instant, limitInput, nextCursor } from "./paging.ts";

export const syncKind = z.enum(["products", "orders"]);
const mode = z.enum(["full", "incremental"]);
const status = z.enum(["pending", "running", "completed", "failed", "cancelled", "paused"]);

const organizationId = idInput.optional().meta({ description: "Your own organization; anything else is refused." });

export const startSyncInput = z.object({
  organizationId,
  integrationId: idInput.optional().meta({ description: "Default: your newest connected shop." }),
  fetchAll: z
    .boolean()
    .default(false)
    .meta({ description: "Everything, rather than what changed since the last time." }),
});
export const startedSyncDto = z.object({
  success: z.literal(true),
  jobId: z.string(),
  syncJobId: z.string(),
  organizationId: z.string(),
  integrationId: z.string(),
  shopDomain: z.string(),
  type: mode,
  message: z.string(),
  dashboardUrl: z.string(),
});

export const syncJobInput = z.object({ syncJobId: idInput });
export const syncJobDto = z.object({
  id: z.string(),
  kind: syncKind.nullable().meta({ description: "What is pulled; null for a sync that is not Shopify's." }),
  type: mode,
  status,
  step: z.string().nullable(),
  processedItems: z.int(),
  totalItems: z.int().nullable(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  removed: z.int(),
  errors: z.int(),
  createdAt: instant,
  startedAt: instant.nullable(),
  completedAt: instant.nullable(),
  errorMessage: z.string().nullable().meta({ description: "Why it failed, or waits for Shopify to answer again." }),
  nextTryAt: instant.nullable().meta({ description: "Of one that waits for Shopify: when it is asked again." }),
  request: z.string().nullable(),
});
export const syncReportDto = syncJobDto.extend({
  errorSamples: z.array(z.object({ externalId: z.string().nullable(), message: z.string() })),
  changes: z.array(
    z.object({
      externalId: z.string(),
      change: z.enum(["created", "updated", "removed"]),
      title: z.string().optional(),
      fields: z.array(z.string()).optional(),
    }),
  ),
});

export const syncFeedsInput = z.object({ integrationId: idInput.optional() });
export const syncFeedsDto = z.object({
  integrationId: z.string(),
  shopDomain: z.string(),
  feeds: z.array(
    z.object({
      kind: syncKind,
      items: z.int(),
      failed: z.int(),
      syncedAt: instant.nullable(),
      fullSyncedAt: instant.nullable(),
      watermark: instant.nullable(),
      open: syncJobDto.nullable(),
      last: syncJobDto.nullable(),
    }),
  ),
});

export const listSyncJobsInput = z.object({
  integrationId: idInput,
  cursor: idInput.optional(),
  limit: limitInput(10),
});
export const syncJobPageDto = z.object({ items: z.array(syncJobDto), nextCursor });

export const listAllSyncsInput = z.object({
  state: z.enum(["open", "failed"]).optional().meta({ description: "`open`: those that wait, run or are paused." }),
  cursor: idInput.optional(),
  limit: limitInput(20),
});
export const namedSyncPageDto = z.object({
  items: z.array(
    syncJobDto.extend({
      name: z.string().meta({ description: "Of the job: `shopify-orders/<shop>`, `store:<store>`, or as registered." }),
      subject: z.string().nullable().meta({ description: "The shop or store that it is about." }),
    }),
  ),
  nextCursor,
});

export const listFailedItemsInput = z.object({
  integrationId: idInput,
  kind: syncKind,
  cursor: z.string().min(1).max(100).optional(),
  limit: limitInput(20),
});
export const failedItemPageDto = z.object({
  items: z.array(z.object({ externalId: z.string(), title: z.string(), error: z.string(), shopUpdatedAt: instant })),
  nextCursor,
});

export type SyncKind = z.infer<typeof syncKind>;
export type SyncJobDto = z.infer<typeof syncJobDto>;
export type SyncReportDto = z.infer<typeof syncReportDto>;
export type NamedSyncDto = z.infer<typeof namedSyncPageDto>["items"][number];
export type SyncFeedDto = z.infer<typeof syncFeedsDto>["feeds"][number];
