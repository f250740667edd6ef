import { z } from "zod";

import { findSession } from "./expire-session.ts";
import { findCharge, findIntent } from "./find-intent.ts";
import { formExpand, parseForm } from "./form.ts";
import { renderCustomer } from "./render-customer.ts";
import { renderPaymentMethod } from "./render-payment-method.ts";
import { renderRefund } from "./render-refund.ts";
import { wireCharge, wireEvent, wireIntent, wireSession } from "./render.ts";
import type { StripeCall, StripeVerb } from "./stripe-call.ts";
import { resourceMissing } from "./stripe-error.ts";

export const retrieveSession = retrieve(({ world, id }) => wireSession(world, findSession(world, id)));
export const retrieveCharge = retrieve(({ world, id }) => wireCharge(world, findCharge(world, id)));
export const retrieveRefund = retrieve(({ world, id }) =>
  renderRefund(found(world.records.refunds.get(id), "refund", id)),
);
export const retrieveCustomer = retrieve(({ world, id }) =>
  renderCustomer(found(world.records.customers.get(id), "customer", id)),
);
export const retrieveEvent = retrieve(({ world, id }) =>
  wireEvent(world, found(world.records.events.get(id), "event", id)),
);
export const retrievePaymentMethod = retrieve(({ world, id }) =>
  renderPaymentMethod(found(world.records.paymentMethods.get(id), "PaymentMethod", id)),
);
export const retrievePaymentIntent = retrieve(({ world, id }) => wireIntent(world, findIntent(world, id)), {
  client_secret: z.string().optional(),
});

function retrieve(read: StripeVerb, extra: z.ZodRawShape = {}): StripeVerb {
  const input = z.strictObject({ expand: formExpand, ...extra });
  return (call: StripeCall) => {
    parseForm(input, call.params);
    return read(call);
  };
}

function found<R>(record: R | undefined, kind: string, id: string): R {
  if (record === undefined) throw resourceMissing(kind, id);
  return record;
}
