import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { lockOrder } from "#orders/lock-order.ts";

import { applyCapture } from "./apply-capture.ts";

/**
 * Staff saw the money of an invoice arrive: the order becomes paid. Only staff may call this; the edge checks it.
 * Throws `not_found`, and `invalid_order_state` when the order is not pending or is not paid by invoice.
 */
export async function recordInvoicePayment(ctx: Ctx, { orderId }: { orderId: string }): Promise<{ orderId: string }> {
  await transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, ctx, orderId);
    const payment = order.payments.at(-1);
    const refusal = { orderId, status: order.status, paymentMethod: order.paymentMethod };
    if (order.status !== "pending" || payment?.provider !== "invoice")
      throw new DomainError("invalid_order_state", refusal);
    const truth = {
      state: "captured",
      capturedMinor: payment.amountMinor,
      currency: payment.currency,
      failureCode: null,
    } as const;
    await applyCapture(tx, ctx, { order, payment, truth });
  });
  ctx.wakeRelay();
  return { orderId };
}
