import { transactSql, type SqlTx } from "@cartwright/db";
import type { ChannelOrder } from "@cartwright/integrations/contracts";

import { importOrder } from "#channels/import-order.ts";
import { readChannelOrder } from "#channels/read-channel-order.ts";
import { isDomainError } from "#errors.ts";

import { coverPromised } from "./cover-promised.ts";
import { draftEarlierOrder } from "./draft-earlier-order.ts";
import { isOfAnItem } from "./is-of-an-item.ts";
import { matchOrderLines } from "./match-order-lines.ts";
import type { ShopifySync } from "./shopify-sync.ts";
import { settleRaw } from "./upsert-raw.ts";
import { writeEarlierOrders } from "./write-earlier-orders.ts";

export interface SettledOrder {
  readonly externalId: string;
  readonly resultId: string | null;
  readonly error: string | null;
}

export interface BroughtOrders {
  readonly settled: SettledOrder[];
  /** To be imported one by one, once what was received is committed. */
  readonly open: ChannelOrder[];
}

/** Writes those orders that are not known here and from before the shop was connected, all together; hands back the others. */
export async function writeOrders(
  tx: SqlTx,
  sync: ShopifySync,
  orders: readonly ChannelOrder[],
): Promise<BroughtOrders> {
  const settled: SettledOrder[] = [];
  const reads = orders.flatMap((order) => {
    try {
      return [{ order, read: readChannelOrder(order) }];
    } catch (error) {
      if (!isDomainError(error)) throw error;
      settled.push({ externalId: order.externalId, resultId: null, error: error.message });
      return [];
    }
  });
  const known = await findKnown(tx, sync, orders);
  const fresh = reads.filter(({ read }) => !known.has(read.externalId)).map(({ read }) => read);
  const find = await matchOrderLines(tx, sync, fresh);
  const drafts = fresh.flatMap((read) => draftEarlierOrder(read, find) ?? []);
  await writeEarlierOrders(tx, { scope: sync.ctx, feed: sync }, drafts);
  settled.push(...drafts.map(({ externalId, id }) => ({ externalId, resultId: id, error: null })));
  const written = new Set(drafts.map(({ externalId }) => externalId));
  const open = reads.filter(({ read }) => !written.has(read.externalId)).map(({ order }) => order);
  return { settled, open };
}

async function findKnown(
  tx: SqlTx,
  { organizationId, integrationId }: ShopifySync,
  orders: readonly ChannelOrder[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ externalId: string }[]>`
    select external_id as "externalId" from channel_orders
    where organization_id = ${organizationId}::uuid and channel = 'shopify' and store_id = ${integrationId}::uuid
      and external_id = any(${orders.map(({ externalId }) => externalId)}::text[])`;
  return new Set(rows.map(({ externalId }) => externalId));
}

const atOnce = 4;

/** Imports orders that move stock or that we know, each in a transaction of its own, and notes what became of them. */
export async function importOpenOrders(sync: ShopifySync, orders: readonly ChannelOrder[]): Promise<SettledOrder[]> {
  const settled: SettledOrder[] = [];
  const rest = orders.values();
  const lane = async (): Promise<void> => {
    for (const order of rest) settled.push(await importOne(sync, order));
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, lane));
  await transactSql(sync.ctx.db, (tx) => settleRaw(tx, sync, settled));
  // None is left at work when the run hears of it.
  const failed = ended.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  return settled;
}

async function importOne(sync: ShopifySync, order: ChannelOrder, isAgain = false): Promise<SettledOrder> {
  const { externalId } = order;
  try {
    await coverPromised(sync, order);
    const { orderId } = await importOrder(sync.ctx, order);
    return { externalId, resultId: orderId, error: null };
  } catch (error) {
    // Two orders that write the same for the first time at once: the second finds it.
    if (isOfAnItem(error) && !isAgain) return importOne(sync, order, true);
    // The database away is no fault of the order, and ends the run; a refusal is.
    if (!isDomainError(error) && !isOfAnItem(error)) throw error;
    return { externalId, resultId: null, error: error instanceof Error ? error.message : String(error) };
  }
}
