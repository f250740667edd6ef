import type { Services } from "#context.ts";
import { enqueue } from "#jobs/enqueue.ts";
import { subscriberJobKey } from "#outbox/plan-fan-out.ts";

import { claimEvents, dueInMs, suspectIsDue, type ClaimedEvent } from "./claim-events.ts";
import { handleEvent } from "./handle-event.ts";
import { holdTurn, type Turn, TurnLostError } from "./hold-turn.ts";
import { putBack } from "./record-outcome.ts";
import { runLanes } from "./run-lanes.ts";
import type { Subscription, Subscriptions } from "./subscription.ts";

export interface DrainSubscriber {
  readonly subscriber: string;
  readonly subscriptions: Subscriptions;
  /** Ends the drain early; what is not handled by then is put back. */
  readonly signal?: AbortSignal;
}

export interface DrainedEvents {
  /** How many attempts were made; null when another worker is at it, or this one does not know the subscriber. */
  readonly handled: number | null;
}

/** Few enough that a worker's death puts few under suspicion, enough that taking them up costs little. */
const mostAtOnce = 20;
/** After this others get their turn; the rest follows in a next job. */
const turnMs = 10_000;
/** How often one under suspicion is looked for while others run. */
const suspectMs = 1_000;
const busyRetryMs = 500;
const strangerRetryMs = 1_000;

/**
 * Handles what waits for one subscriber: events about one thing one after another, others side by side, and arranges for the
 * rest. One drain at a time per subscriber, in whichever worker.
 */
export async function drainSubscriber(
  services: Services,
  { subscriber, subscriptions, signal = new AbortController().signal }: DrainSubscriber,
): Promise<DrainedEvents> {
  const subscription = subscriptions.find(subscriber);
  if (subscription === undefined) {
    // Another version's. Nobody's, when none has told of it for a while: then its events wait for an operator.
    if (await isAlive(services, subscriber)) await schedule(services, subscriber, strangerRetryMs);
    return { handled: null };
  }
  const own = { subscriber, types: subscriptions.typesOf(subscription) };
  let handled: number | null = null;
  const had = await holdTurn(services, subscriberJobKey(subscriber), async (turn) => {
    handled = await drainTurn(services, turn, { subscription, subscriptions, types: own.types, signal });
    const restMs = await dueInMs(turn.client, own);
    if (restMs !== null) await schedule(services, subscriber, restMs);
  }).catch(goOnSoon);
  if (!had) await schedule(services, subscriber, busyRetryMs);
  else {
    // The relay may have added a job between our last look and ours, which then took its place with a later time.
    const lateMs = await dueInMs(services.db.pool, own);
    if (lateMs !== null && lateMs <= 0) await schedule(services, subscriber, 0);
  }
  return { handled };
}

// A broken connection is nobody's failure: as a failed try of the job the next would be seconds away, and soon minutes.
function goOnSoon(error: unknown): false {
  if (error instanceof TurnLostError) return false;
  throw error;
}

interface TurnOptions {
  readonly subscription: Subscription;
  readonly subscriptions: Subscriptions;
  readonly types: readonly string[] | null;
  readonly signal: AbortSignal;
}

async function drainTurn(services: Services, { client, lost }: Turn, options: TurnOptions): Promise<number> {
  const { subscription, subscriptions, types, signal } = options;
  const { name: subscriber, concurrency } = subscription;
  const stop = AbortSignal.any([signal, lost]);
  const claim = (busy: readonly string[], suspects: boolean): Promise<ClaimedEvent[]> =>
    claimEvents(client, { subscriber, types, busy, suspects, limit: suspects ? 1 : mostAtOnce });
  let alone = false;
  let lookedAt = -Infinity;
  return runLanes<ClaimedEvent>({
    concurrency,
    laneOf: ({ aggregateId }) => aggregateId,
    async fetch(busy) {
      // Beside one under suspicion nothing else runs: should the worker die again, it is clear of what. It goes first, and
      // every second the others end for it: they keep coming, and what is about the same thing waits behind it.
      if (alone && busy.length > 0) return [];
      if (alone || performance.now() - lookedAt > suspectMs) {
        alone = await suspectIsDue(client, subscriber);
        if (alone && busy.length > 0) return [];
        const [suspect] = alone ? await claim(busy, true) : [];
        if (suspect !== undefined) return [suspect];
        alone = false;
        lookedAt = performance.now();
      }
      return claim(busy, false);
    },
    handle: (event) => handleEvent(event, { services, subscription, parse: subscriptions.parse, stop }),
    putBack: (events) => putBack(services.db, { subscriber, events }),
    signal: stop,
    deadline: performance.now() + turnMs,
  });
}

async function isAlive(services: Services, subscriber: string): Promise<boolean> {
  const { rows } = await services.db.pool.query<{ alive: boolean }>(
    `select exists (select 1 from event_subscribers where name = $1 and seen_at > now() - interval '1 minute') as alive`,
    [subscriber],
  );
  return rows[0]?.alive === true;
}

async function schedule(services: Services, subscriber: string, inMs: number): Promise<void> {
  const runAt = new Date(services.now().getTime() + Math.max(0, inMs));
  await enqueue(services, "drain-subscriber", { subscriber }, { runAt, jobKey: subscriberJobKey(subscriber) });
}
