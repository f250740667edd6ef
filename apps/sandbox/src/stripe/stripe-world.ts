import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";
import type { Deliveries } from "../outgoing/deliveries.ts";
import type { StoredAnswer } from "./idempotency.ts";
import type { StripeRecords } from "./records.ts";

export const STRIPE_API_VERSION = "2026-10-28.endive";

/** Everything that Stripe's stand-in works with. */
export interface StripeWorld {
  records: StripeRecords;
  answers: BoundedMap<string, StoredAnswer>;
  clock: Clock;
  deliveries: Deliveries;
  webhookSecret: string;
  merchant: string;
  /** Known only once the server listens. */
  publicUrl(): string;
}

/** How the events of one payment leave the sandbox. */
export interface WebhookPlan {
  delayMs: number;
  /** Deliveries beyond the first. */
  duplicates: number;
  silent: boolean;
}

export const promptly: WebhookPlan = { delayMs: 0, duplicates: 0, silent: false };

/** Who caused a change, for the event's `request` and for its webhooks. */
export interface Cause {
  requestId: string | null;
  idempotencyKey: string | null;
  plan: WebhookPlan;
  /** First attempts of the webhooks that this cause set off; "webhook before redirect" waits for them. */
  firstAttempts: Promise<unknown>[];
}

/** The cause of what happens by itself: an expiry, a refund that settles, a shopper on the hosted page. */
export function causedHere(plan: WebhookPlan = promptly): Cause {
  return { requestId: null, idempotencyKey: null, plan, firstAttempts: [] };
}

const MOST_OBJECTS = 20_000;

export function createStripeRecords(): StripeRecords {
  return {
    customers: new BoundedMap(MOST_OBJECTS),
    // Twice as many: a charge must never outlive its method, and failed challenges make methods without charges.
    paymentMethods: new BoundedMap(2 * MOST_OBJECTS),
    paymentIntents: new BoundedMap(MOST_OBJECTS),
    charges: new BoundedMap(MOST_OBJECTS),
    refunds: new BoundedMap(MOST_OBJECTS),
    sessions: new BoundedMap(MOST_OBJECTS),
    events: new BoundedMap(MOST_OBJECTS),
  };
}

export function clearStripe(world: StripeWorld): void {
  const { customers, paymentMethods, paymentIntents, charges, refunds, sessions, events } = world.records;
  const stores: Pick<Map<string, unknown>, "clear">[] = [
    customers,
    paymentMethods,
    paymentIntents,
    charges,
    refunds,
    sessions,
    events,
  ];
  for (const store of stores) store.clear();
  world.answers.clear();
}
