import { z } from "zod";

import { ProviderUnavailableError } from "#contracts/errors.ts";

import type { EtsyReceiptHead } from "./etsy-receipt.ts";

/**
 * Where we are in the receipts of a shop, sorted by their last change.
 *
 * An offset alone would lose some: a receipt that changes moves to the end, and all behind it move up by one, over the border
 * of a page. So each page begins at the last change that the page before it told, and repeats what changed in that second. Only
 * where one second has more than a page an offset counts within it, and the page then has to begin with the receipt that
 * ended the one before.
 */
export const receiptPosition = z.object({
  /** Unix seconds: nothing older is asked for. */
  min: z.int().min(0),
  offset: z.int().min(0),
  /** The receipt that has to stand at the offset. */
  anchor: z.int().nullable(),
  /** How often this second was begun anew. */
  restarts: z.int().min(0),
});
export type ReceiptPosition = z.output<typeof receiptPosition>;

/** One page as Etsy gave it. */
export interface ReceiptRows {
  readonly count: number;
  readonly rows: readonly EtsyReceiptHead[];
}

/** Repeats of one second, in which receipts may come and go, before it is given up for now. */
const mostRestarts = 20;

/**
 * The next place, or null at the end.
 *
 * @throws ProviderUnavailableError for a page that is no answer to what was asked, such as an earlier one out of a cache
 */
export function nextPosition(at: ReceiptPosition, { count, rows }: ReceiptRows, limit: number): ReceiptPosition | null {
  const [first, last] = [rows[0], rows.at(-1)];
  if (rows.some(({ updated_timestamp }) => updated_timestamp < at.min)) throw stale();
  if (at.anchor !== null && first?.receipt_id !== at.anchor) return restart(at);
  if (last === undefined) {
    if (count > at.offset) throw stale();
    return null;
  }
  if (rows.length < limit && at.offset + rows.length >= count) return null;
  // A second before, in case "minimum" does not include its own.
  const min = last.updated_timestamp - 1;
  if (min > at.min) return { min, offset: 0, anchor: null, restarts: 0 };
  return { ...at, offset: at.offset + rows.length - 1, anchor: last.receipt_id };
}

function restart({ min, restarts }: ReceiptPosition): ReceiptPosition {
  if (restarts >= mostRestarts) throw new ProviderUnavailableError("Etsy's list does not keep still");
  return { min, offset: 0, anchor: null, restarts: restarts + 1 };
}

function stale(): ProviderUnavailableError {
  return new ProviderUnavailableError("Etsy gave another page than was asked for");
}
