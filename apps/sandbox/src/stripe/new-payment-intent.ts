import { unixSeconds } from "../clock.ts";
import { newId } from "../new-id.ts";
import type { PaymentIntentRecord } from "./records.ts";
import type { StripeWorld } from "./stripe-world.ts";

export type NewPaymentIntent = Pick<
  PaymentIntentRecord,
  | "amount"
  | "currency"
  | "captureMethod"
  | "confirmationMethod"
  | "customer"
  | "description"
  | "metadata"
  | "receiptEmail"
  | "returnUrl"
  | "setupFutureUsage"
  | "shipping"
  | "statementDescriptor"
  | "statementDescriptorSuffix"
  | "automaticPaymentMethods"
  | "paymentMethodTypes"
  | "session"
  | "transferGroup"
>;

/** Makes and keeps an intent that nobody has tried to pay yet. */
export function newPaymentIntent(world: StripeWorld, wanted: NewPaymentIntent): PaymentIntentRecord {
  const id = newId("pi");
  const intent: PaymentIntentRecord = {
    ...wanted,
    id,
    created: unixSeconds(world.clock.now()),
    status: "requires_payment_method",
    amountReceived: 0,
    clientSecret: newId(`${id}_secret`),
    paymentMethod: null,
    latestCharge: null,
    lastPaymentError: null,
    canceledAt: null,
    cancellationReason: null,
  };
  world.records.paymentIntents.set(id, intent);
  return intent;
}
