import { newId } from "../new-id.ts";
import { header } from "../server/exchange.ts";
import type { Exchange, Reply, Route } from "../server/exchange.ts";
import { json } from "../server/reply.ts";
import { authenticate, requireVersion } from "./authenticate.ts";
import { cancelPaymentIntent } from "./cancel-payment-intent.ts";
import { capturePaymentIntent } from "./capture-payment-intent.ts";
import { confirmPaymentIntent } from "./confirm-payment-intent.ts";
import { createCustomer } from "./create-customer.ts";
import { createPaymentIntent } from "./create-payment-intent.ts";
import { createRefund } from "./create-refund.ts";
import { createSession } from "./create-session.ts";
import { expandWire } from "./expand.ts";
import { expireSession } from "./expire-session.ts";
import { decodeForm } from "./form.ts";
import { answerOnce } from "./idempotency.ts";
import { listEvents, listLineItems, listPaymentIntents, listRefunds, listSessions } from "./lists.ts";
import {
  retrieveCharge,
  retrieveCustomer,
  retrieveEvent,
  retrievePaymentIntent,
  retrievePaymentMethod,
  retrieveRefund,
  retrieveSession,
} from "./retrieves.ts";
import type { StripeVerb } from "./stripe-call.ts";
import { StripeError, stripeErrorReply } from "./stripe-error.ts";
import { STRIPE_API_VERSION, promptly } from "./stripe-world.ts";
import type { StripeWorld } from "./stripe-world.ts";
import { updatePaymentIntent } from "./update-payment-intent.ts";

const endpoints: readonly (readonly ["GET" | "POST", string, StripeVerb])[] = [
  ["POST", "/v1/checkout/sessions", createSession],
  ["GET", "/v1/checkout/sessions", listSessions],
  ["GET", "/v1/checkout/sessions/:id", retrieveSession],
  ["POST", "/v1/checkout/sessions/:id/expire", expireSession],
  ["GET", "/v1/checkout/sessions/:id/line_items", listLineItems],
  ["POST", "/v1/payment_intents", createPaymentIntent],
  ["GET", "/v1/payment_intents", listPaymentIntents],
  ["GET", "/v1/payment_intents/:id", retrievePaymentIntent],
  ["POST", "/v1/payment_intents/:id", updatePaymentIntent],
  ["POST", "/v1/payment_intents/:id/confirm", confirmPaymentIntent],
  ["POST", "/v1/payment_intents/:id/capture", capturePaymentIntent],
  ["POST", "/v1/payment_intents/:id/cancel", cancelPaymentIntent],
  ["GET", "/v1/payment_methods/:id", retrievePaymentMethod],
  ["GET", "/v1/charges/:id", retrieveCharge],
  ["POST", "/v1/refunds", createRefund],
  ["GET", "/v1/refunds", listRefunds],
  ["GET", "/v1/refunds/:id", retrieveRefund],
  ["POST", "/v1/customers", createCustomer],
  ["GET", "/v1/customers/:id", retrieveCustomer],
  ["GET", "/v1/events", listEvents],
  ["GET", "/v1/events/:id", retrieveEvent],
];

/** Stripe's API at `/v1`, where the SDK looks for it, and at `/stripe/v1`; anything else there answers Stripe's own 404. */
export function stripeRoutes(world: StripeWorld): Route[] {
  return ["", "/stripe"].flatMap((base) => [
    ...endpoints.map(([method, pattern, verb]): Route => ({
      method,
      pattern: base + pattern,
      holdsItself: true,
      handle: (exchange) => answerCall(world, exchange, verb),
    })),
    ...unknownUrl(base),
  ]);
}

async function answerCall(world: StripeWorld, exchange: Exchange, verb: StripeVerb): Promise<Reply> {
  const requestId = newId("req", 14);
  const idempotencyKey = header(exchange, "idempotency-key") ?? null;
  const headers = { "request-id": requestId, "stripe-version": STRIPE_API_VERSION };
  try {
    const account = authenticate(exchange);
    requireVersion(exchange);
    const work = () => carryOut(world, exchange, verb, { requestId, idempotencyKey });
    const { method, path, rawBody } = exchange;
    const keyed = method === "POST" && idempotencyKey !== null;
    const reply = keyed
      ? await answerOnce(world.answers, { key: idempotencyKey, account, method, path, rawBody }, work)
      : await work();
    const echo: Record<string, string> = keyed ? { "idempotency-key": idempotencyKey } : {};
    return { ...reply, headers: { ...headers, ...echo, ...reply.headers } };
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    const reply = stripeErrorReply(error);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  }
}

async function carryOut(
  world: StripeWorld,
  exchange: Exchange,
  verb: StripeVerb,
  asked: { requestId: string; idempotencyKey: string | null },
): Promise<Reply> {
  await exchange.hold();
  const encoded = exchange.method === "GET" ? exchange.query.toString() : exchange.rawBody.toString("utf8");
  const params = decodeForm(encoded);
  const cause = { ...asked, plan: promptly, firstAttempts: [] };
  const wire = verb({ world, params, id: exchange.params.id ?? "", cause });
  return json(expandWire(world, wire, expandPaths(params)));
}

/** Verified by each verb's own input schema; here only read. */
function expandPaths({ expand }: Record<string, unknown>): string[] {
  return Array.isArray(expand) ? expand.filter((path) => typeof path === "string") : [];
}

function unknownUrl(base: string): Route[] {
  const methods: Route["method"][] = ["GET", "POST", "DELETE"];
  return methods.map((method) => ({
    method,
    pattern: `${base}/v1/.*`,
    handle: ({ method: asked, path }) =>
      stripeErrorReply(
        new StripeError(404, {
          type: "invalid_request_error",
          message: `Unrecognized request URL (${asked}: ${path}), or one that this sandbox does not simulate.`,
        }),
      ),
  }));
}
