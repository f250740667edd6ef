import type { SyncJob } from "@cartwright/integrations/contracts";

import { dropStaged } from "./export-lines.ts";
import { moveWatermark } from "./feed-state.ts";
import { fetchNext } from "./fetch-next.ts";
import { hasHints } from "./hints.ts";
import { pullSoon } from "./pull-soon.ts";
import { createExportReader } from "./read-export-file.ts";
import { type FetchedNode, type ShopifySync, syncName } from "./shopify-sync.ts";
import { sweepGone } from "./sweep-gone.ts";
import { readCursor } from "./sync-cursor.ts";
import { writeItems } from "./write-items.ts";

/** The sync job that pulls one kind of thing from one shop, all of it or what has changed. */
export function pullShopify(sync: ShopifySync): SyncJob<FetchedNode> {
  const { ctx, shop, organizationId } = sync;
  const reader = createExportReader();
  return {
    name: syncName(sync),
    fetchExternal: (fetch) => fetchNext(sync, reader, fetch),
    writeAll: (nodes, context) => writeItems(sync, nodes, context),
    sweep: sweepGone(sync),
    async complete({ runId, mode }) {
      await moveWatermark(ctx.db, sync, { runId, full: mode === "full", at: ctx.now() });
      await dropStaged(ctx.db, { organizationId, runId });
      // What webhooks told of while this ran is for the next.
      if (await hasHints(ctx.db, sync)) await pullSoon(ctx, sync);
    },
    async abandon({ runId }, { cursor }) {
      await reader.close();
      await dropStaged(ctx.db, { organizationId, runId });
      const at = cursor === null ? null : readCursor(cursor);
      if (at?.step === "export") await shop.cancelBulkOperation(at.id, { signal: AbortSignal.timeout(10_000) });
    },
  };
}
