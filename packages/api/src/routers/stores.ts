import { importReceipt } from "@cartwright/core/marketplaces/import-receipt";
import { readSyncStatus } from "@cartwright/core/marketplaces/read-sync-status";
import { registerStore } from "@cartwright/core/marketplaces/register-store";

import { presentImport } from "#present/present-store.ts";
import { toWire } from "#present/to-wire.ts";
import { requireOwn } from "#require-own.ts";
import {
  importAnswerDto,
  importReceiptInput,
  registeredStoreDto,
  registerStoreInput,
  syncStatusDto,
  syncStatusInput,
} from "#schemas/stores.ts";
import { procedure, router } from "#trpc.ts";

const tag = "Stores";

export const storesRouter = router({
  register: procedure
    .meta({ rest: { method: "POST", path: "/stores/register", tag, summary: "Connect a store at a marketplace" } })
    .input(registerStoreInput)
    .output(registeredStoreDto)
    .mutation(({ ctx, input: { organizationId, tokenExpiresAt, ...store } }) => {
      requireOwn(ctx.core.organizationId, organizationId);
      const expiresAt = tokenExpiresAt === undefined ? undefined : new Date(tokenExpiresAt);
      return registerStore(ctx.core, { ...store, tokenExpiresAt: expiresAt });
    }),
  importReceipt: procedure
    .meta({ rest: { method: "POST", path: "/orders/import", tag, summary: "Import an order by its receipt, once" } })
    .input(importReceiptInput)
    .output(importAnswerDto)
    .mutation(async ({ ctx, input }) => presentImport(await importReceipt(ctx.core, input))),
  syncStatus: procedure
    .meta({ rest: { method: "GET", path: "/stores/sync-status", tag, summary: "How a store's imports stand" } })
    .input(syncStatusInput)
    .output(syncStatusDto)
    .query(async ({ ctx, input }) => toWire(await readSyncStatus(ctx.core, input))),
});
