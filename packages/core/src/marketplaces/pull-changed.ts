import { runSql } from "@cartwright/db";
import {
  type ChangedOrders,
  type ChannelOrder,
  type MarketplaceClient,
  ProviderRefusedError,
} from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";

import { explainFailure } from "./ask-marketplace.ts";
import { claimReceipt } from "./claim-receipt.ts";
import type { DueStore } from "./due-receipts.ts";
import { toMarketplaceStore } from "./marketplace-store.ts";
import { retryDelayMs } from "./retry-delay.ts";
import { settleReceipt } from "./settle-receipt.ts";
import type { StoreRun } from "./store-run.ts";
import { takeOrder } from "./take-order.ts";

export interface PullChanged {
  readonly store: DueStore;
  readonly run: StoreRun;
  readonly signal?: AbortSignal | undefined;
}

/** From one look to the next. Amazon allows a page in three minutes, and its notifications tell of most orders sooner. */
const pullEveryMs = 10 * 60_000;

/**
 * Takes over all orders of a store that changed since the last look, page by page: new ones are imported, known ones brought up
 * to date. The next page is kept in the store's row, so a look that was cut off, by a crash or by the marketplace, goes on there;
 * what comes twice changes nothing. The next look begins where this one was complete.
 */
export async function pullChanged(ctx: Ctx, pull: PullChanged): Promise<void> {
  const { store, run, signal } = pull;
  const client = ctx.marketplaces?.[store.marketplace];
  const list = client?.listChanged?.bind(client);
  if (!list) return;
  let cursor = store.pull_cursor;
  do {
    signal?.throwIfAborted();
    await run.keep();
    const page = await listPage(ctx, pull, { list, cursor });
    if (page === null) return;
    for (const order of page.orders) await take(ctx, pull, order);
    for (const { externalId, message } of page.unreadable) {
      run.count(externalId, { status: "failed", error: message, nextAttemptAt: null });
    }
    await run.save();
    cursor = page.nextCursor;
    await keepPlace(ctx, store, page);
  } while (cursor !== null && run.ended() === null);
}

interface Look {
  readonly list: NonNullable<MarketplaceClient["listChanged"]>;
  readonly cursor: string | null;
}

/** Null when there is none to be had now; the run ends. */
async function listPage(
  ctx: Ctx,
  { store: row, run, signal }: PullChanged,
  { list, cursor }: Look,
): Promise<ChangedOrders | null> {
  const store = toMarketplaceStore(ctx, row);
  try {
    return await list(store, { since: row.pulled_until ?? row.created_at, cursor }, { signal });
  } catch (error) {
    const failure = explainFailure(store, error, signal);
    // A place in the list may have become too old; the look then begins again.
    if (error instanceof ProviderRefusedError && cursor !== null) {
      await keepPlace(ctx, row, { nextCursor: null, completeUntil: null });
    }
    const isLimited = failure.status === "rate_limited";
    const retryAfterMs = failure.retryAfterMs ?? (isLimited ? retryDelayMs(0, null) : null);
    run.endEarly({ error: isLimited ? null : failure.error, retryAfterMs });
    return null;
  }
}

// One that was imported before, or is being asked about, has its log: only the order is brought up to date.
async function take(ctx: Ctx, { store, run }: PullChanged, order: ChannelOrder): Promise<void> {
  const receipt = order.externalId;
  const claim = await claimReceipt(ctx, { store, receipt });
  const outcome = await takeOrder(ctx, order);
  if (claim !== null) run.count(receipt, await settleReceipt(ctx, { claim, outcome }));
  else if (outcome.status === "success") run.countUpdated();
  else run.count(receipt, { ...outcome, nextAttemptAt: null });
}

async function keepPlace(
  { db, now }: Pick<Ctx, "db" | "now">,
  { id }: DueStore,
  { nextCursor, completeUntil }: Pick<ChangedOrders, "nextCursor" | "completeUntil">,
): Promise<void> {
  const nextPullAt = new Date(now().getTime() + pullEveryMs);
  await runSql(
    db,
    (sql) => sql.$queryRaw`
      update marketplace_stores set pull_cursor = ${nextCursor}, pulled_until = coalesce(${completeUntil}::timestamptz, pulled_until),
        next_pull_at = case when ${completeUntil}::timestamptz is null then next_pull_at else ${nextPullAt} end
      where id = ${id}::uuid and disconnected_at is null`,
  );
}
