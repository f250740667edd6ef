import { transact, type Tx } from "@cartwright/db";
import type { HandlerContext } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";

import type { ClaimedEvent } from "./claim-events.ts";
import { finish, noteHandled, OvertakenError, park, postpone, putBack, type Handling } from "./record-outcome.ts";
import type { Subscription, Subscriptions } from "./subscription.ts";

export interface HandleOptions {
  readonly services: Pick<Services, "db" | "log">;
  readonly subscription: Subscription;
  readonly parse: Subscriptions["parse"];
  /** The worker stops, or has lost its turn. */
  readonly stop: AbortSignal;
}

/** Twice in company and three times alone: no accident. */
const deadlyStarts = 5;

/**
 * One attempt at one event. Answers whether those after it about the same thing may follow: it was handled, or given up on.
 */
export async function handleEvent(event: ClaimedEvent, options: HandleOptions): Promise<boolean> {
  const { services, subscription, parse } = options;
  const handling = { subscriber: subscription.name, event };
  if (event.starts > deadlyStarts) {
    return giveUp(services, handling, new Error(`the worker died ${deadlyStarts} times while it was being handled`));
  }
  const parsed = subscription.wanted ? asWritten(event.data) : parse(event.type, event.data);
  if ("problem" in parsed) return giveUp(services, handling, new Error(parsed.problem));
  const attempt = openAttempt(handling, options);
  try {
    const { requestId: _requestId, attempts: _attempts, starts: _starts, ...logged } = event;
    await unlessAborted(subscription.handle({ ...logged, data: parsed.data }, attempt.context), attempt.context.signal);
    if (!attempt.isNoted()) await finish(services.db, handling);
    return true;
  } catch (error) {
    return await afterFailure(error, { ...options, handling, noted: attempt.isNoted() });
  } finally {
    attempt.close();
  }
}

function asWritten(data: unknown): { readonly data: object } | { readonly problem: string } {
  return typeof data === "object" && data !== null ? { data } : { problem: "the event has no data" };
}

interface Attempt {
  readonly context: HandlerContext<Tx>;
  /** The effects are committed, and with them the note that the event is handled. */
  isNoted(): boolean;
  close(): void;
}

function openAttempt(handling: Handling, { services, subscription, stop }: HandleOptions): Attempt {
  const { event, subscriber } = handling;
  const { timeoutMs } = subscription;
  const tooLong = new AbortController();
  const timer = setTimeout(() => tooLong.abort(new Error(`the handler took longer than ${timeoutMs} ms`)), timeoutMs);
  const signal = AbortSignal.any([stop, tooLong.signal]);
  const requestId = event.requestId ?? `event:${event.eventId}`;
  let transacted = false;
  let noted = false;
  return {
    isNoted: () => noted,
    close: () => clearTimeout(timer),
    context: {
      signal,
      requestId,
      attempt: event.attempts + 1,
      idempotencyKey: `${subscriber}:${event.eventId}`,
      log: services.log.child({ subscriber, eventId: event.eventId, requestId }),
      async transact(effects) {
        if (transacted) throw new Error("a handler puts all its effects into one transaction");
        transacted = true;
        signal.throwIfAborted();
        const result = await transact(services.db, async (tx) => {
          await noteHandled(tx, handling);
          return effects(tx);
        });
        noted = true;
        return result;
      },
    },
  };
}

interface Failed extends HandleOptions {
  readonly handling: Handling;
  readonly noted: boolean;
}

async function afterFailure(
  error: unknown,
  { services, subscription, stop, handling, noted }: Failed,
): Promise<boolean> {
  const { event, subscriber } = handling;
  const fields = { err: error, subscriber, eventId: event.eventId, type: event.type, attempt: event.attempts + 1 };
  if (noted) {
    services.log.warn(fields, "event_handler_failed_after_commit");
    return true;
  }
  if (error instanceof OvertakenError) return false;
  if (stop.aborted) {
    // We stopped, the handler did not fail.
    await putBack(services.db, { subscriber, events: [event] });
    return false;
  }
  const attempts = event.attempts + 1;
  if (attempts >= subscription.maxAttempts) return giveUp(services, handling, error);
  services.log.warn(fields, "event_handler_failed");
  await postpone(services.db, handling, { error: textOf(error), delayMs: subscription.retryDelayMs(attempts) });
  return false;
}

async function giveUp(services: HandleOptions["services"], handling: Handling, error: unknown): Promise<true> {
  const { event, subscriber } = handling;
  const attempts = event.attempts + 1;
  await park(services.db, handling, { error: textOf(error), attempts });
  const fields = { err: error, subscriber, eventId: event.eventId, type: event.type, attempts };
  services.log.error(fields, "event_handler_dead");
  return true;
}

/** Waits for `work`, but not past the signal: a handler that does not listen to it holds nobody up. */
async function unlessAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  // Whichever comes second is for nobody.
  aborted.catch(() => undefined);
  work.catch(() => undefined);
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
