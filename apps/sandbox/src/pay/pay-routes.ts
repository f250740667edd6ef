import qs from "qs";
import type { z } from "zod";

import { param } from "../server/exchange.ts";
import type { Exchange, Reply, Route } from "../server/exchange.ts";
import { page, redirect } from "../server/reply.ts";
import type { PaymentIntentRecord, SessionRecord } from "../stripe/records.ts";
import type { StripeWorld } from "../stripe/stripe-world.ts";
import { findTestCard } from "../stripe/test-cards.ts";
import { challengeForm, formToBehaviour, payForm } from "./behaviour.ts";
import type { Behaviour } from "./behaviour.ts";
import { renderChallengePage } from "./challenge-page.ts";
import { cancelUrl, cardFor, driveChallenge, drivePayment, intentReturnUrl, successUrl } from "./drive-payment.ts";
import { renderNoticePage } from "./notice-page.ts";
import { renderPayPage } from "./pay-page.ts";
import type { PayPageProblem } from "./pay-page.ts";

/** The hosted page: what a shopper's browser sees. Plain forms, no script. */
export function payRoutes(world: StripeWorld): Route[] {
  return [
    { method: "GET", pattern: "/pay/challenge/:id", handle: (exchange) => showChallenge(world, exchange) },
    { method: "POST", pattern: "/pay/challenge/:id", handle: (exchange) => submitChallenge(world, exchange) },
    { method: "GET", pattern: "/pay/:id", handle: (exchange) => showSession(world, exchange) },
    { method: "POST", pattern: "/pay/:id", handle: (exchange) => submitPayment(world, exchange) },
  ];
}

function showSession(world: StripeWorld, exchange: Exchange, problem?: PayPageProblem): Reply {
  const session = world.records.sessions.get(param(exchange, "id"));
  if (session === undefined) return page(renderNoticePage(unknownSession), 404);
  if (session.status === "complete")
    return page(
      renderNoticePage({ ...paidAlready, link: { href: successUrl(session), text: `Back to ${world.merchant}` } }),
    );
  const back = cancelUrl(session);
  const link = back === null ? undefined : { href: back, text: `Back to ${world.merchant}` };
  if (session.status === "expired") return page(renderNoticePage({ ...expired, link }), 410);
  const intent = world.records.paymentIntents.get(session.paymentIntent ?? "");
  const declined = intent?.lastPaymentError?.message;
  const shown = problem ?? (declined === undefined ? undefined : { field: "card", message: declined });
  return page(
    renderPayPage({ session, merchant: world.merchant, cancelUrl: back, problem: shown }),
    problem === undefined ? 200 : 422,
  );
}

async function submitPayment(world: StripeWorld, exchange: Exchange): Promise<Reply> {
  const session = world.records.sessions.get(param(exchange, "id"));
  if (session?.status !== "open") return showSession(world, exchange);
  const parsed = payForm.safeParse(readForm(exchange));
  if (!parsed.success) return showSession(world, exchange, toProblem(parsed.error));
  const form = parsed.data;
  if (form.outcome === "abandon") return redirect(cancelUrl(session) ?? `/pay/${session.id}`);
  const number = form.outcome === "card" ? form.cardNumber : cardFor[form.outcome];
  if (findTestCard(number) === undefined)
    return showSession(world, exchange, {
      field: "cardNumber",
      message: "Use one of the test cards listed below the form.",
    });
  const behaviour = formToBehaviour(form);
  const outcome = await drivePayment(
    world,
    session,
    { number, email: form.email || null, holder: form.holder || null },
    behaviour,
  );
  if (behaviour.dropAnswer) return dropped;
  if (outcome === "charged") return redirect(successUrl(session));
  return redirect(outcome === "challenged" ? challengeLink(session, form) : `/pay/${session.id}`);
}

function showChallenge(world: StripeWorld, exchange: Exchange): Reply {
  const intent = world.records.paymentIntents.get(param(exchange, "id"));
  if (intent?.status !== "requires_action") return page(renderNoticePage(noChallenge), 410);
  const method = world.records.paymentMethods.get(intent.paymentMethod ?? "");
  const kept = challengeForm.omit({ result: true }).safeParse(Object.fromEntries(exchange.query));
  return page(
    renderChallengePage({
      intent,
      merchant: world.merchant,
      last4: method?.cardNumber.slice(-4) ?? "",
      behaviour: kept.success ? kept.data : {},
    }),
  );
}

async function submitChallenge(world: StripeWorld, exchange: Exchange): Promise<Reply> {
  const intent = world.records.paymentIntents.get(param(exchange, "id"));
  const parsed = challengeForm.safeParse(readForm(exchange));
  if (intent?.status !== "requires_action" || !parsed.success) return showChallenge(world, exchange);
  const behaviour: Behaviour = formToBehaviour(parsed.data);
  const outcome = await driveChallenge(world, intent, parsed.data.result === "approve", behaviour);
  if (behaviour.dropAnswer) return dropped;
  return redirect(afterChallenge(world, intent, outcome));
}

/** A failed challenge leads back to the page, where another card may be tried. */
export function afterChallenge(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  outcome: "charged" | "declined" | "challenged",
): string {
  const session = world.records.sessions.get(intent.session ?? "");
  if (session === undefined) return intentReturnUrl(intent, outcome);
  return outcome === "charged" ? successUrl(session) : `${world.publicUrl()}/pay/${session.id}`;
}

function challengeLink(session: SessionRecord, form: z.output<typeof payForm>): string {
  const { webhookDelayMs, duplicateWebhooks, webhookTiming, dropAnswer } = form;
  return `/pay/challenge/${session.paymentIntent}?${qs.stringify({ webhookDelayMs, duplicateWebhooks, webhookTiming, dropAnswer })}`;
}

// The button that was pressed comes after the radio button of the same name, and wins.
function readForm(exchange: Exchange): Record<string, unknown> {
  return Object.fromEntries(new URLSearchParams(exchange.rawBody.toString("utf8")));
}

function toProblem(error: z.ZodError): PayPageProblem {
  const field = String(error.issues[0]?.path[0] ?? "form");
  return { field, message: field === "email" ? "Enter an email address like name@example.com." : "Check this field." };
}

const dropped: Reply = { status: 200, headers: {}, body: "", drop: true };
const unknownSession = {
  title: "Nothing to pay here",
  text: "This payment link is not known. The sandbox forgets its sessions when it restarts.",
};
const paidAlready = { title: "Already paid", text: "This payment went through. You were charged once." };
const expired = {
  title: "This payment link has expired",
  text: "You were not charged. Go back to the shop to start again.",
};
const noChallenge = { title: "Nothing to confirm", text: "The bank is not waiting for an answer to this payment." };
