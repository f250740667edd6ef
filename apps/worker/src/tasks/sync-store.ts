import { syncStore } from "@cartwright/core/marketplaces/sync-store";
import { systemContext } from "@cartwright/core/system-context";

import { defineTask } from "#define-task.ts";

export const syncStoreTask = defineTask("sync-store", async ({ services, requestId, payload, signal, job }) => {
  const { organizationId, storeId } = payload;
  const ctx = systemContext(services, { organizationId, name: "marketplaces", requestId });
  const synced = await syncStore(ctx, { storeId }, { signal, onProgress: (done) => job.progress(done, null) });
  if (synced !== null) job.logger.info({ organizationId, ...synced }, "store_synced");
  return synced;
});
