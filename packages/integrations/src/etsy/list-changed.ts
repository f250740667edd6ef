import type { ChangedOrders, ChangedPage, MarketplaceStore } from "#contracts/marketplace.ts";
import { readCursor, writeCursor } from "#marketplace/cursor.ts";
import { mapRows } from "#marketplace/map-rows.ts";
import { parseAnswer } from "#marketplace/parse-answer.ts";
import type { VendorAnswer } from "#marketplace/send-once.ts";

import type { EtsyApi } from "./etsy-api.ts";
import { etsyReceipt, type EtsyReceiptHead, etsyReceiptPage, wasBought } from "./etsy-receipt.ts";
import { refused } from "./fetch-receipt.ts";
import { mapReceipt } from "./map-receipt.ts";
import { nextPosition, type ReceiptPosition, receiptPosition, type ReceiptRows } from "./receipt-position.ts";
import { shopPath } from "./shop-path.ts";

export interface ListOptions {
  readonly store: MarketplaceStore;
  readonly page: ChangedPage;
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

/** Etsy may show a change a moment after the time that it bears. */
const lateSeconds = 60;

/** A page of what changed, oldest change first. Nothing is lost when receipts change while pages are turned. */
export async function listChanged(api: EtsyApi, { store, page, limit, signal }: ListOptions): Promise<ChangedOrders> {
  const at = placeOf(page);
  const query = new URLSearchParams({
    min_last_modified: String(at.min),
    sort_on: "updated",
    sort_order: "asc",
    limit: String(limit),
    offset: String(at.offset),
  });
  const read = (answer: VendorAnswer): ReceiptRows & { next: ReceiptPosition | null } => {
    if (!answer.ok) throw refused(answer);
    const { count, results: rows } = parseAnswer("Etsy", etsyReceiptPage, answer.body);
    return { count, rows, next: nextPosition(at, { count, rows }, limit) };
  };
  const { rows, next } = await api.call(
    store,
    { path: `${shopPath(store)}/receipts?${query.toString()}`, read },
    signal,
  );
  return {
    ...mapRows(rows, {
      idOf: ({ receipt_id }) => String(receipt_id),
      shape: etsyReceipt,
      map: (receipt) => (wasBought(receipt) ? mapReceipt(receipt, store) : null),
    }),
    nextCursor: next && writeCursor(next),
    completeUntil: next === null ? completeUntil(page.since, rows) : null,
  };
}

function placeOf({ since, cursor }: ChangedPage): ReceiptPosition {
  if (cursor !== null) return readCursor(receiptPosition, cursor);
  return { min: Math.max(0, Math.floor(since.getTime() / 1_000)), offset: 0, anchor: null, restarts: 0 };
}

function completeUntil(since: Date, rows: readonly EtsyReceiptHead[]): Date {
  const newest = (rows.at(-1)?.updated_timestamp ?? 0) - lateSeconds;
  return new Date(Math.max(since.getTime(), newest * 1_000));
}
