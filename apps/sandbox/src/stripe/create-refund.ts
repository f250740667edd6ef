import { z } from "zod";

import { unixSeconds } from "../clock.ts";
import { newId } from "../new-id.ts";
import { emitEvent } from "./emit-event.ts";
import { findCharge, findIntent } from "./find-intent.ts";
import { formAmount, formExpand, formMetadata, parseForm } from "./form.ts";
import type { ChargeRecord, RefundRecord } from "./records.ts";
import { renderRefund } from "./render-refund.ts";
import { wireCharge } from "./render.ts";
import type { StripeVerb } from "./stripe-call.ts";
import { invalidRequest } from "./stripe-error.ts";
import { causedHere } from "./stripe-world.ts";
import type { StripeWorld } from "./stripe-world.ts";
import { findTestCard } from "./test-cards.ts";

const input = z.strictObject({
  amount: formAmount.optional(),
  charge: z.string().optional(),
  expand: formExpand,
  metadata: formMetadata.default({}),
  payment_intent: z.string().optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
});

/** How long the test cards with late refunds take to settle. */
const SETTLES_AFTER_MS = 2_000;

/** POST /v1/refunds. Never more than was captured and not yet refunded. */
export const createRefund: StripeVerb = ({ world, cause, params }) => {
  const wanted = parseForm(input, params);
  const charge = findRefundable(world, wanted.payment_intent, wanted.charge);
  const left = charge.amountCaptured - charge.amountRefunded;
  const amount = wanted.amount ?? left;
  requireRefundable(charge, amount, left);
  const behaviour = findTestCard(world.records.paymentMethods.get(charge.paymentMethod)?.cardNumber ?? "")?.behaviour;
  const pends = behaviour?.kind === "approve" && behaviour.refunds === "pend";
  const refund: RefundRecord = {
    id: newId("re"),
    created: unixSeconds(world.clock.now()),
    amount,
    currency: charge.currency,
    charge: charge.id,
    paymentIntent: charge.paymentIntent,
    reason: wanted.reason ?? null,
    metadata: wanted.metadata,
    status: pends ? "pending" : "succeeded",
    failureReason: null,
  };
  world.records.refunds.set(refund.id, refund);
  charge.amountRefunded += amount;
  emitEvent(world, cause, "refund.created", renderRefund(refund));
  emitEvent(world, cause, "charge.refunded", wireCharge(world, charge), {
    amount_refunded: charge.amountRefunded - amount,
  });
  if (behaviour?.kind === "approve" && behaviour.refunds !== "succeed") {
    const final = behaviour.refunds === "fail" ? "failed" : "succeeded";
    world.clock.schedule(SETTLES_AFTER_MS, () => settleLater(world, refund, charge, final));
  } else {
    emitEvent(world, cause, "refund.updated", renderRefund(refund));
  }
  return renderRefund(refund);
};

function findRefundable(world: StripeWorld, intentId: string | undefined, chargeId: string | undefined): ChargeRecord {
  if (chargeId !== undefined && intentId !== undefined) {
    throw invalidRequest("You may only specify one of these parameters: charge, payment_intent.", {
      code: "parameters_exclusive",
    });
  }
  if (chargeId !== undefined) return findCharge(world, chargeId, "charge");
  if (intentId === undefined) {
    throw invalidRequest("One of the following params should be provided for this request: payment_intent or charge.", {
      code: "parameter_missing",
    });
  }
  const intent = findIntent(world, intentId, "payment_intent");
  if (intent.status !== "succeeded" || intent.latestCharge === null) {
    throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      code: "charge_not_refundable",
      param: "payment_intent",
    });
  }
  return findCharge(world, intent.latestCharge);
}

function requireRefundable(charge: ChargeRecord, amount: number, left: number): void {
  if (charge.amountCaptured === 0)
    throw invalidRequest(`Charge ${charge.id} has nothing captured to refund.`, { code: "charge_not_refundable" });
  if (left === 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  if (amount < 1)
    throw invalidRequest("Invalid positive integer", { code: "parameter_invalid_integer", param: "amount" });
  if (amount > left) {
    const code = charge.amountRefunded === 0 ? {} : { code: "amount_too_large" };
    throw invalidRequest(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      ...code,
      param: "amount",
    });
  }
}

function settleLater(
  world: StripeWorld,
  refund: RefundRecord,
  charge: ChargeRecord,
  final: "succeeded" | "failed",
): void {
  if (!world.records.refunds.has(refund.id)) return;
  const cause = causedHere();
  refund.status = final;
  if (final === "failed") {
    refund.failureReason = "expired_or_canceled_card";
    charge.amountRefunded -= refund.amount;
    emitEvent(world, cause, "refund.failed", renderRefund(refund));
  }
  emitEvent(world, cause, "refund.updated", renderRefund(refund), {
    status: final === "failed" ? "succeeded" : "pending",
  });
}
