import { DomainError } from "#errors.ts";
import type { LockedOrder } from "#orders/lock-order.ts";

import { readRefundLines } from "./refund-lines.ts";

export interface RefundWish {
  /** In the order's currency; with lines it replaces their sum (a partial refund of a damaged item). */
  readonly amountMinor?: bigint | undefined;
  readonly lines?:
    | readonly { readonly lineId: string; readonly quantity: number; readonly restock?: boolean | undefined }[]
    | undefined;
}

/** How much a wish comes to. Throws `refund_exceeds_captured`, `invalid_input` or `invalid_order_state`. */
export function refundAmount(order: LockedOrder, { amountMinor, lines = [] }: RefundWish): bigint {
  if (new Set(lines.map((line) => line.lineId)).size < lines.length)
    throw new DomainError("invalid_input", { lines: "one line is named twice" });
  const bySum = lines.reduce((sum, line) => sum + lineAmount(order, line), 0n);
  const wished = amountMinor ?? (lines.length > 0 ? bySum : order.capturedMinor - order.refundedMinor);
  if (wished < 0n || (wished === 0n && order.capturedMinor > order.refundedMinor))
    throw new DomainError("invalid_input", { amount: "nothing to refund" });
  if (wished === 0n) throw new DomainError("refund_exceeds_captured", { leftMinor: "0", currency: order.currency });
  return wished;
}

type WishedLine = NonNullable<RefundWish["lines"]>[number];

function lineAmount(order: LockedOrder, { lineId, quantity, restock }: WishedLine): bigint {
  const line = order.lines.find(({ id }) => id === lineId);
  if (line === undefined) throw new DomainError("not_found", { lineId });
  if (!Number.isInteger(quantity) || quantity < 1) throw new DomainError("invalid_input", { lineId, quantity });
  const left = line.quantity - line.refundedQuantity;
  if (quantity > left) throw new DomainError("refund_exceeds_captured", { lineId, quantity, left });
  if (restock === true) requireReturnable(order, { lineId, quantity, shipped: line.shippedQuantity });
  return priceOfUnits(line, quantity);
}

/** What the next `quantity` units of a line are given back for: all of them, one by one or at once, make the line's total. */
export function priceOfUnits(line: LockedOrder["lines"][number], quantity: number): bigint {
  const upTo = (units: number) => (line.totalMinor * BigInt(units)) / BigInt(line.quantity);
  return upTo(line.refundedQuantity + quantity) - upTo(line.refundedQuantity);
}

/** Only what has left can come back; goods still here go back on sale by cancelling the order. */
function requireReturnable(
  order: LockedOrder,
  { lineId, quantity, shipped }: { lineId: string; quantity: number; shipped: number },
): void {
  const returned = order.refunds
    .filter((refund) => refund.state !== "failed")
    .flatMap((refund) => readRefundLines(refund.lines))
    .filter((line) => line.lineId === lineId && line.restock)
    .reduce((sum, line) => sum + line.quantity, 0);
  if (quantity > shipped - returned)
    throw new DomainError("invalid_order_state", { lineId, quantity, shipped, returned });
}
