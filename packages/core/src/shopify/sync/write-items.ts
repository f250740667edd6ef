import { z } from "zod";

import { transactSql, type SqlTx } from "@cartwright/db";
import type {
  ChannelOrder,
  ChannelProduct,
  ShopifyItem,
  SyncContext,
  SyncOutcome,
} from "@cartwright/integrations/contracts";

import { describeChange } from "./describe-change.ts";
import { noteSeen } from "./feed-state.ts";
import { isOfAnItem } from "./is-of-an-item.ts";
import type { FetchedNode, ShopifySync } from "./shopify-sync.ts";
import { settleRaw, upsertRaw, type RawRow } from "./upsert-raw.ts";
import { importOpenOrders, writeOrders, type BroughtOrders, type SettledOrder } from "./write-orders.ts";
import { writeProducts } from "./write-products.ts";

interface KnownItem extends ShopifyItem {
  readonly readAt: Date;
  readonly from: FetchedNode["from"];
}

/**
 * Writes a page into both layers: what was received, and what it is in words of ours. A node that cannot be brought over is
 * kept as received, with the reason; one that Postgres refuses is found by writing its page's nodes one by one.
 */
export async function writeItems(
  sync: ShopifySync,
  nodes: readonly FetchedNode[],
  context: SyncContext,
): Promise<SyncOutcome[]> {
  const { items, outcomes } = identifyAll(sync, nodes);
  if (items.length === 0) return outcomes;
  try {
    outcomes.push(...(await writeTogether(sync, items, context)));
  } catch (error) {
    if (!isOfAnItem(error)) throw error;
    for (const item of items) outcomes.push(await writeAlone(sync, item, context));
  }
  await noteProgress(sync, items, context);
  return outcomes;
}

function identifyAll({ feed }: ShopifySync, nodes: readonly FetchedNode[]) {
  const byId = new Map<string, KnownItem>();
  const outcomes: SyncOutcome[] = [];
  for (const { node, readAt, from } of nodes) {
    try {
      const item = { ...feed.identify(node), readAt, from };
      const twin = byId.get(item.externalId);
      // A page that shifted names a thing twice: the newer one counts, and the other changes nothing.
      if (twin) outcomes.push({ result: "unchanged" });
      if (!twin || twin.updatedAt <= item.updatedAt) byId.set(item.externalId, item);
    } catch (error) {
      outcomes.push({ result: "failed", externalId: idOf(node), error });
    }
  }
  return { items: [...byId.values()], outcomes };
}

function idOf(node: unknown): string | null {
  return typeof node === "object" && node !== null && "id" in node && typeof node.id === "string" ? node.id : null;
}

async function writeAlone(sync: ShopifySync, item: KnownItem, context: SyncContext): Promise<SyncOutcome> {
  try {
    const [outcome] = await writeTogether(sync, [item], context);
    if (!outcome) throw new Error("a node was written and nothing came of it");
    return outcome;
  } catch (error) {
    if (!isOfAnItem(error)) throw error;
    return { result: "failed", externalId: item.externalId, error };
  }
}

async function writeTogether(
  sync: ShopifySync,
  items: readonly KnownItem[],
  { runId, mode }: SyncContext,
): Promise<SyncOutcome[]> {
  const { ctx } = sync;
  const [first] = items;
  const readAt = first?.readAt ?? ctx.now();
  const seenBy = mode === "full" ? runId : null;
  const locationId = sync.kind === "products" ? await sync.locationId() : null;
  const { rows, brought } = await transactSql(ctx.db, async (tx) => {
    const written = await upsertRaw(tx, sync, { items, readAt, seenBy });
    const byId = new Map(written.map((row) => [row.externalId, row]));
    const changed = items.filter(({ externalId }) => byId.get(externalId)?.result !== "unchanged");
    return { rows: byId, brought: await bringOver(tx, sync, { items: changed, locationId }) };
  });
  const imported = brought.open.length > 0 ? await importOpenOrders(sync, brought.open) : [];
  const settled = [...brought.settled, ...imported];
  if (settled.length > 0) ctx.wakeRelay();
  const errors = new Map(
    settled.flatMap(({ externalId, error }) => (error === null ? [] : [[externalId, error] as const])),
  );
  return items.map((item) => toOutcome(item, rows.get(item.externalId), errors.get(item.externalId)));
}

function toOutcome(item: ShopifyItem, row: RawRow | undefined, error: string | undefined): SyncOutcome {
  const { externalId } = item;
  if (error !== undefined) return { result: "failed", externalId, error: new Error(error) };
  if (!row) return { result: "unchanged" };
  const change = describeChange(item, row);
  return { result: row.result, ...(change && { change }) };
}

async function bringOver(
  tx: SqlTx,
  sync: ShopifySync,
  { items, locationId }: { readonly items: readonly ShopifyItem[]; readonly locationId: string | null },
): Promise<BroughtOrders> {
  const settled: SettledOrder[] = [];
  const open: ChannelOrder[] = [];
  const fail = (externalId: string, error: unknown) =>
    settled.push({ externalId, resultId: null, error: textOf(error) });
  if (sync.kind === "products") {
    const products = mapAll<ChannelProduct>(items, (payload) => sync.mappers.mapProduct(payload, sync), fail);
    const { requestId } = sync.ctx;
    settled.push(...(await writeProducts(tx, sync, { products, at: sync.ctx.now(), requestId, locationId })));
  } else {
    const orders = mapAll<ChannelOrder>(items, (payload) => sync.mappers.mapOrder(payload, sync.store), fail);
    const brought = await writeOrders(tx, sync, orders);
    settled.push(...brought.settled);
    open.push(...brought.open);
  }
  await settleRaw(tx, sync, settled);
  return { settled, open };
}

function textOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}

/** Pages come in the order of changes: the newest among them says how far the run has seen. */
async function noteProgress(sync: ShopifySync, items: readonly KnownItem[], { runId }: SyncContext): Promise<void> {
  const times = items.flatMap(({ from, updatedAt }) => (from === "page" ? [updatedAt.getTime()] : []));
  if (times.length === 0) return;
  const seenUntil = new Date(Math.max(...times));
  await transactSql(sync.ctx.db, (tx) => noteSeen(tx, sync, { runId, seenUntil }));
}

function mapAll<T>(
  items: readonly ShopifyItem[],
  map: (payload: unknown) => T,
  fail: (externalId: string, error: unknown) => void,
): T[] {
  return items.flatMap(({ externalId, payload }) => {
    try {
      return [map(payload)];
    } catch (error) {
      fail(externalId, error);
      return [];
    }
  });
}
