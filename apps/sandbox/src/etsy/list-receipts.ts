import { z } from "zod";

import { EtsyError } from "./etsy-error.ts";
import type { EtsyReceipt } from "./etsy-records.ts";

const whole = z.coerce.number().int().min(0);
const listQuery = z.strictObject({
  min_created: whole.optional(),
  max_created: whole.optional(),
  min_last_modified: whole.optional(),
  max_last_modified: whole.optional(),
  limit: whole.min(1).max(100).default(25),
  offset: whole.default(0),
  sort_on: z.enum(["created", "updated", "receipt_id"]).default("created"),
  sort_order: z.enum(["asc", "ascending", "desc", "descending", "up", "down"]).default("desc"),
  was_paid: z.stringbool().optional(),
  was_shipped: z.stringbool().optional(),
  was_canceled: z.stringbool().optional(),
});
type ListQuery = z.output<typeof listQuery>;

/** `getShopReceipts`: those that fit, in order, cut out by offset. Offsets count in what is there now. */
export function listReceipts(
  receipts: readonly EtsyReceipt[],
  parameters: URLSearchParams,
): {
  count: number;
  results: EtsyReceipt[];
} {
  const read = listQuery.safeParse(Object.fromEntries(parameters));
  if (!read.success) throw new EtsyError(400, `Invalid parameter ${read.error.issues[0]?.path.join(".") ?? ""}`);
  const query = read.data;
  const fitting = receipts.filter((receipt) => fits(receipt, query));
  const ascending = ["asc", "ascending", "up"].includes(query.sort_order) ? 1 : -1;
  const sorted = fitting.toSorted(
    (a, b) => ascending * (keyOf(a, query) - keyOf(b, query) || a.receipt_id - b.receipt_id),
  );
  return { count: sorted.length, results: sorted.slice(query.offset, query.offset + query.limit) };
}

function keyOf(receipt: EtsyReceipt, { sort_on }: ListQuery): number {
  if (sort_on === "receipt_id") return receipt.receipt_id;
  return sort_on === "updated" ? receipt.updated_timestamp : receipt.created_timestamp;
}

function fits(receipt: EtsyReceipt, query: ListQuery): boolean {
  const { created_timestamp: created, updated_timestamp: updated } = receipt;
  return (
    created >= (query.min_created ?? 0) &&
    created <= (query.max_created ?? Number.POSITIVE_INFINITY) &&
    updated >= (query.min_last_modified ?? 0) &&
    updated <= (query.max_last_modified ?? Number.POSITIVE_INFINITY) &&
    (query.was_paid === undefined || receipt.is_paid === query.was_paid) &&
    (query.was_shipped === undefined || receipt.is_shipped === query.was_shipped) &&
    (query.was_canceled === undefined || (receipt.status === "canceled") === query.was_canceled)
  );
}
