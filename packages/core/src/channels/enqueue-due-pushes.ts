import type { ChannelName } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { enqueueMany } from "#jobs/enqueue.ts";

import { gatherStockMarks } from "./gather-stock-marks.ts";

/** One store, as jobs name it. */
export interface PushTarget {
  readonly organizationId: string;
  readonly channel: ChannelName;
  readonly storeId: string;
}

const most = 500;

/** The job that pushes to a store is one for each store. */
export function pushJobKey({ channel, storeId }: Pick<PushTarget, "channel" | "storeId">): string {
  return `push-stock:${channel}:${storeId}`;
}

/**
 * Gathers what changed, then adds a job for each store that is due and that nobody pushes to, and says how many. Only for
 * channels that this instance can push to. Lost jobs and dead workers cost until their lease has run out: rows say what
 * is due, and this comes again each second.
 */
export async function enqueueDuePushes(services: Pick<Services, "db" | "now" | "stockChannels">): Promise<number> {
  const channels = Object.keys(services.stockChannels ?? {});
  if (channels.length === 0) return 0;
  while ((await gatherStockMarks(services)) > 0);
  const due = await services.db.prisma.$queryRaw<PushTarget[]>`
    select organization_id::text as "organizationId", channel, store_id::text as "storeId"
    from channel_pushes p
    where next_push_at <= ${services.now()} and channel = any(${channels}::text[])
      and (lease_until is null or lease_until < ${services.now()})
      and not exists (select from graphile_worker.jobs
        where key = 'push-stock:' || p.channel || ':' || p.store_id and attempts < max_attempts)
    order by next_push_at limit ${most}`;
  return enqueueMany(
    services,
    "push-stock",
    due.map((target) => ({ payload: target, jobKey: pushJobKey(target) })),
  );
}
