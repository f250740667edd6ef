import { z } from "zod";

import { findSession } from "./expire-session.ts";
import { formInteger, parseForm } from "./form.ts";
import { listFields, listPage } from "./list-page.ts";
import { renderRefund } from "./render-refund.ts";
import { renderLineItem } from "./render-session.ts";
import { wireEvent, wireIntent, wireSession } from "./render.ts";
import type { StripeVerb } from "./stripe-call.ts";

const created = z
  .union([
    formInteger.transform((at) => ({ gte: at, lte: at })),
    z.strictObject({
      gt: formInteger.optional(),
      gte: formInteger.optional(),
      lt: formInteger.optional(),
      lte: formInteger.optional(),
    }),
  ])
  .optional();

/** GET /v1/refunds */
export const listRefunds: StripeVerb = ({ world, params }) => {
  const wanted = parseForm(
    z.strictObject({ ...listFields, charge: z.string().optional(), created, payment_intent: z.string().optional() }),
    params,
  );
  const refunds = world.records.refunds
    .newestFirst()
    .filter((refund) => wanted.charge === undefined || refund.charge === wanted.charge)
    .filter((refund) => wanted.payment_intent === undefined || refund.paymentIntent === wanted.payment_intent)
    .filter((refund) => within(refund.created, wanted.created));
  return listPage("/v1/refunds", refunds.map(renderRefund), wanted);
};

/** GET /v1/events */
export const listEvents: StripeVerb = ({ world, params }) => {
  const wanted = parseForm(
    z.strictObject({
      ...listFields,
      created,
      type: z.string().optional(),
      types: z.array(z.string()).max(20).optional(),
    }),
    params,
  );
  const types = wanted.types ?? (wanted.type === undefined ? undefined : [wanted.type]);
  const events = world.records.events
    .newestFirst()
    .filter((event) => types === undefined || types.some((type) => matches(type, event.type)))
    .filter((event) => within(event.created, wanted.created));
  return listPage(
    "/v1/events",
    events.map((event) => wireEvent(world, event)),
    wanted,
  );
};

/** GET /v1/checkout/sessions */
export const listSessions: StripeVerb = ({ world, params }) => {
  const fields = {
    ...listFields,
    created,
    customer: z.string().optional(),
    payment_intent: z.string().optional(),
    status: z.enum(["open", "complete", "expired"]).optional(),
  };
  const wanted = parseForm(z.strictObject(fields), params);
  const sessions = world.records.sessions
    .newestFirst()
    .filter((session) => wanted.payment_intent === undefined || session.paymentIntent === wanted.payment_intent)
    .filter((session) => wanted.customer === undefined || session.customer === wanted.customer)
    .filter((session) => wanted.status === undefined || session.status === wanted.status)
    .filter((session) => within(session.created, wanted.created));
  return listPage(
    "/v1/checkout/sessions",
    sessions.map((session) => wireSession(world, session)),
    wanted,
  );
};

/** GET /v1/payment_intents */
export const listPaymentIntents: StripeVerb = ({ world, params }) => {
  const wanted = parseForm(z.strictObject({ ...listFields, created, customer: z.string().optional() }), params);
  const intents = world.records.paymentIntents
    .newestFirst()
    .filter((intent) => wanted.customer === undefined || intent.customer === wanted.customer)
    .filter((intent) => within(intent.created, wanted.created));
  return listPage(
    "/v1/payment_intents",
    intents.map((intent) => wireIntent(world, intent)),
    wanted,
  );
};

/** GET /v1/checkout/sessions/:id/line_items */
export const listLineItems: StripeVerb = ({ world, id, params }) => {
  const wanted = parseForm(z.strictObject(listFields), params);
  const session = findSession(world, id);
  const lines = session.lineItems.map((line) => renderLineItem(line, session.created));
  return listPage(`/v1/checkout/sessions/${id}/line_items`, lines, wanted);
};

function matches(pattern: string, type: string): boolean {
  return pattern === type || (pattern.endsWith("*") && type.startsWith(pattern.slice(0, -1)));
}

function within(at: number, range: z.output<typeof created>): boolean {
  if (range === undefined) return true;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = { gt: undefined, lt: undefined, ...range };
  return at > gt && at >= gte && at < lt && at <= lte;
}
