import type { PaymentState, Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import type { PaymentStatus } from "#orders/views.ts";

import type { ProviderWord } from "./apply-capture.ts";
import { type Applied, nothingApplied } from "./keep-provider-ids.ts";

type Ending = { readonly state: PaymentState; readonly orderStatus: PaymentStatus; readonly action: string };

const endings: Record<Exclude<ProviderWord["truth"]["state"], "open" | "captured">, Ending> = {
  authorized: { state: "authorized", orderStatus: "authorized", action: "payment.authorized" },
  failed: { state: "failed", orderStatus: "failed", action: "payment.failed" },
  voided: { state: "voided", orderStatus: "voided", action: "payment.voided" },
  expired: { state: "voided", orderStatus: "voided", action: "payment.voided" },
};

const unfinished: readonly PaymentState[] = ["created", "pending", "authorized"];

/**
 * What may be said of a payment that was not captured. Money that was captured stays captured whatever comes late; a
 * payment that ended does not come back. The order itself stays pending until its hold ends: another attempt may follow.
 */
export async function applyEnd(tx: Tx, scope: Scope, { order, payment, truth }: ProviderWord): Promise<Applied> {
  if (truth.state === "open" || truth.state === "captured") return nothingApplied;
  const ending = endings[truth.state];
  if (!unfinished.includes(payment.state) || payment.state === ending.state) return nothingApplied;
  const updatedAt = scope.now();
  await tx.payment.update({
    where: { id: payment.id },
    data: { state: ending.state, updatedAt },
    select: { id: true },
  });
  const latest = order.payments.at(-1);
  if (order.status === "pending" && latest?.id === payment.id) {
    const data = { paymentStatus: ending.orderStatus, updatedAt };
    await tx.order.update({ where: { id: order.id }, data, select: { id: true } });
  }
  await recordAudit(tx, scope, {
    action: ending.action,
    subjectType: "order",
    subjectId: order.id,
    data: { paymentId: payment.id, provider: payment.provider, failureCode: truth.failureCode },
  });
  return nothingApplied;
}
