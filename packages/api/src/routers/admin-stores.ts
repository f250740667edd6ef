import { disconnectStore } from "@cartwright/core/marketplaces/disconnect-store";
import { listStoreLogs } from "@cartwright/core/marketplaces/list-store-logs";
import { listStores, readStore } from "@cartwright/core/marketplaces/list-stores";
import { syncStoreNow } from "@cartwright/core/marketplaces/sync-store-now";

import { presentStoreLog } from "#present/present-store.ts";
import { toWire } from "#present/to-wire.ts";
import {
  disconnectedDto,
  listStoreLogsInput,
  listStoresInput,
  queuedReceiptsDto,
  storeDto,
  storeIdInput,
  storeLogPageDto,
  storePageDto,
} from "#schemas/stores.ts";
import { procedure, router } from "#trpc.ts";

const tag = "Stores";

export const adminStoresRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/stores", tag, summary: "List stores at marketplaces" } })
    .input(listStoresInput)
    .output(storePageDto)
    .query(async ({ ctx, input }) => toWire(await listStores(ctx.core, input))),
  get: procedure
    .input(storeIdInput)
    .output(storeDto)
    .query(async ({ ctx, input }) => toWire(await readStore(ctx.core, { storeId: input.id }))),
  logs: procedure
    .meta({ rest: { method: "GET", path: "/stores/{id}/logs", tag, summary: "List a store's receipts" } })
    .input(listStoreLogsInput)
    .output(storeLogPageDto)
    .query(async ({ ctx, input: { id: storeId, ...page } }) => {
      const { items, nextCursor } = await listStoreLogs(ctx.core, { storeId, ...page });
      return { items: items.map(presentStoreLog), nextCursor };
    }),
  syncNow: procedure
    .meta({
      rest: { method: "POST", path: "/stores/{id}/sync", tag, summary: "Try everything again that was not imported" },
    })
    .input(storeIdInput)
    .output(queuedReceiptsDto)
    .mutation(({ ctx, input }) => syncStoreNow(ctx.core, { storeId: input.id })),
  disconnect: procedure
    .meta({
      rest: { method: "POST", path: "/stores/{id}/disconnect", tag, summary: "Forget a store's tokens" },
    })
    .input(storeIdInput)
    .output(disconnectedDto)
    .mutation(async ({ ctx, input }) => {
      await disconnectStore(ctx.core, { storeId: input.id });
      return { disconnected: true } as const;
    }),
});
