import { runSql, transact } from "@cartwright/db";
import type { ChannelOrder } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import type { OrderStatus } from "#orders/views.ts";
import type { Money } from "#pricing/money.ts";

import { applyChannelState } from "./apply-channel-state.ts";
import { draftChannelOrder, type ChannelDraft } from "./channel-draft.ts";
import { endOf } from "./channel-end.ts";
import { findImported, type KnownOrder } from "./find-imported.ts";
import { matchLines } from "./match-lines.ts";
import { readChannelOrder, type ReadChannelOrder } from "./read-channel-order.ts";
import { writeChannelOrder } from "./write-channel-order.ts";

/** How an order of a channel stands with us. The same for everybody who imports the same state of it. */
export interface ImportedOrder {
  /** Ours. */
  readonly orderId: string;
  /** What our staff read. */
  readonly number: string;
  readonly status: OrderStatus;
  readonly total: Money;
  /** When we first took it over. */
  readonly importedAt: Date;
  /** Lines that staff must look at: goods sold that are not there, or that we do not know. */
  readonly openShortfalls: number;
}

/**
 * Makes an order of ours of a channel's order, or brings the one that it has become up to date: all of it in one transaction,
 * and however often, from however many places at once, one order.
 *
 * Amounts are what the channel charged, never priced anew. Stock is taken as far as it is there; what is missing is flagged
 * for staff, and never makes a balance negative. A state that is older than what was applied changes nothing.
 *
 * @throws DomainError `invalid_input` when its amounts or quantities make no sense, with nothing written.
 */
export async function importOrder(ctx: Ctx, order: ChannelOrder): Promise<ImportedOrder> {
  const read = readChannelOrder(order);
  const known = await find(ctx, read);
  if (known !== null && known.channelUpdatedAt >= read.updatedAt) return answer(known);
  const imported = known === null ? await addOrder(ctx, read) : await update(ctx, read, null);
  ctx.wakeRelay();
  return imported;
}

async function addOrder(ctx: Ctx, read: ReadChannelOrder): Promise<ImportedOrder> {
  const lines = read.lines.map((line, index) => ({ ...line, position: index + 1 })).filter(isGoods);
  const matched = await runSql(ctx.db, (sql) => matchLines(sql, ctx, { store: read, lines: lines.map(toMatch) }));
  const draft = draftChannelOrder(ctx, { order: read, matched });
  // Most orders come as they were placed, and the one statement that writes is a transaction by itself.
  if (!isPlain(read)) return update(ctx, read, draft);
  const written = await runSql(ctx.db, (sql) => writeChannelOrder(sql, ctx, draft));
  // Somebody else was first, perhaps with an older state.
  if (written === null) return update(ctx, read, null);
  return {
    orderId: draft.id,
    number: String(written.number),
    status: read.paid ? "paid" : "pending",
    total: { minor: read.totalMinor, currency: read.currency },
    importedAt: draft.importedAt,
    openShortfalls: written.shortfalls,
  };
}

/** Writes the order, when there is a draft of it and nobody was first, and brings it to the state that the channel tells. */
async function update(ctx: Ctx, read: ReadChannelOrder, draft: ChannelDraft | null): Promise<ImportedOrder> {
  await transact(ctx.db, async (tx) => {
    const isNew = draft !== null && (await writeChannelOrder(tx, ctx, draft)) !== null;
    await applyChannelState(tx, ctx, { read, isNew });
  });
  const known = await find(ctx, read);
  if (known === null) throw new Error(`order ${read.externalId} of ${read.channel} was not written`);
  return answer(known);
}

function find(ctx: Ctx, read: ReadChannelOrder): Promise<KnownOrder | null> {
  return runSql(ctx.db, (sql) => findImported(sql, ctx, read));
}

function isPlain(read: ReadChannelOrder): boolean {
  const left = read.parcel !== null || read.lines.some(({ shippedQuantity }) => shippedQuantity > 0);
  return !left && read.refundedMinor === 0n && endOf(read) === null;
}

function isGoods({ kind }: { kind: string }): boolean {
  return kind === "goods";
}

function toMatch({ position, sku, externalListingId }: Parameters<typeof matchLines>[2]["lines"][number]) {
  return { position, sku, externalListingId };
}

function answer({ orderId, number, status, total, importedAt, openShortfalls }: KnownOrder): ImportedOrder {
  return { orderId, number, status, total, importedAt, openShortfalls };
}
