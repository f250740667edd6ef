import type { SessionRecord } from "./records.ts";

/** Minor units. A session has at most one shipping option. */
export function sessionTotals(session: SessionRecord): { subtotal: number; shipping: number; total: number } {
  const subtotal = session.lineItems.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0);
  const shipping = session.shippingOptions[0]?.amount ?? 0;
  return { subtotal, shipping, total: subtotal + shipping };
}
