import { param } from "../server/exchange.ts";
import type { Exchange, Reply, Route } from "../server/exchange.ts";
import { Refusal, parseJsonBody } from "../server/refusal.ts";
import { json } from "../server/reply.ts";
import { createRefund } from "../stripe/create-refund.ts";
import type { PaymentIntentRecord, SessionRecord } from "../stripe/records.ts";
import { StripeError } from "../stripe/stripe-error.ts";
import { causedHere } from "../stripe/stripe-world.ts";
import type { StripeWorld } from "../stripe/stripe-world.ts";
import { findTestCard } from "../stripe/test-cards.ts";
import { challengeInput, completeInput, refundInput, toBehaviour } from "./behaviour.ts";
import type { Behaviour } from "./behaviour.ts";
import { cancelUrl, cardFor, driveChallenge, drivePayment, requireOpen, successUrl } from "./drive-payment.ts";
import { afterChallenge } from "./pay-routes.ts";

/** The hosted page without a browser, for scripts and tests: JSON in, JSON out. */
export function driveRoutes(world: StripeWorld): Route[] {
  return [
    {
      method: "POST",
      pattern: "/pay/challenge/:id/complete",
      handle: (exchange) => completeChallenge(world, exchange),
    },
    { method: "POST", pattern: "/pay/:id/complete", handle: (exchange) => completePayment(world, exchange) },
    { method: "POST", pattern: "/pay/:id/refund", handle: (exchange) => refundPayment(world, exchange) },
  ];
}

async function completePayment(world: StripeWorld, exchange: Exchange): Promise<Reply> {
  const id = param(exchange, "id");
  const session = world.records.sessions.get(id);
  if (session === undefined) throw new Refusal(404, "not_found", `There is no session ${id}.`);
  const input = parseJsonBody(exchange, completeInput);
  requireOpen(session);
  if (input.outcome === "abandon")
    return json({ ...describe(world, session), outcome: "abandoned", redirectUrl: cancelUrl(session) });
  const number = input.card ?? cardFor[input.outcome];
  if (findTestCard(number) === undefined) throw new Refusal(400, "invalid_input", `${number} is not a test card.`);
  const behaviour = toBehaviour(input);
  const outcome = await drivePayment(world, session, { number, email: input.email ?? null }, behaviour);
  const redirectUrl = outcome === "charged" ? successUrl(session) : null;
  const challengeUrl =
    outcome === "challenged" ? `${world.publicUrl()}/pay/challenge/${session.paymentIntent}` : undefined;
  return answer({ ...describe(world, session), outcome, redirectUrl, challengeUrl }, behaviour);
}

async function completeChallenge(world: StripeWorld, exchange: Exchange): Promise<Reply> {
  const id = param(exchange, "id");
  const intent = world.records.paymentIntents.get(id);
  if (intent === undefined) throw new Refusal(404, "not_found", `There is no payment intent ${id}.`);
  const input = parseJsonBody(exchange, challengeInput);
  const behaviour = toBehaviour(input);
  const outcome = await driveChallenge(world, intent, input.result === "approve", behaviour);
  const session = world.records.sessions.get(intent.session ?? "");
  const seen = session === undefined ? describeIntent(intent) : describe(world, session);
  return answer({ ...seen, outcome, redirectUrl: afterChallenge(world, intent, outcome) }, behaviour);
}

/** Somebody of the merchant's gives money back in the dashboard: no program asked for it. */
async function refundPayment(world: StripeWorld, exchange: Exchange): Promise<Reply> {
  const id = param(exchange, "id");
  const session = world.records.sessions.get(id);
  if (session === undefined) throw new Refusal(404, "not_found", `There is no session ${id}.`);
  const { amount } = parseJsonBody(exchange, refundInput);
  const params = {
    payment_intent: session.paymentIntent ?? "",
    ...(amount !== undefined && { amount: String(amount) }),
  };
  try {
    return json(createRefund({ world, params, id: "", cause: causedHere() }));
  } catch (error) {
    if (error instanceof StripeError) throw new Refusal(409, "not_refundable", error.message);
    throw error;
  }
}

function answer(body: unknown, behaviour: Behaviour): Reply {
  return { ...json(body), drop: behaviour.dropAnswer };
}

function describe(world: StripeWorld, session: SessionRecord) {
  const intent = world.records.paymentIntents.get(session.paymentIntent ?? "");
  return {
    sessionId: session.id,
    status: session.status,
    paymentStatus: session.paymentStatus,
    ...describeIntent(intent),
  };
}

function describeIntent(intent: PaymentIntentRecord | undefined) {
  return {
    paymentIntent: intent?.id ?? null,
    intentStatus: intent?.status ?? null,
    error: intent?.lastPaymentError?.code ?? null,
  };
}
