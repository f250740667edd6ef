import type { ClaimedDelivery } from "./claim-deliveries.ts";
import { parseRetryAfter, retryDelayMs } from "./retry-schedule.ts";
import type { CallbackAnswer } from "./send-callback.ts";

/** A delivery with what came of it; `answer` is null when it was not sent after all. */
export interface SentDelivery {
  readonly delivery: ClaimedDelivery;
  readonly answer: CallbackAnswer | null;
  readonly state: "pending" | "retrying" | "delivered" | "dead";
  /** Null: as it was. */
  readonly nextAttemptAt: Date | null;
}

/** True for an answer that means the receiver has it. */
export function isDelivered({ status }: CallbackAnswer): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** What follows from an answer: delivered, a next try by the endpoint's schedule, or dead. */
export function sentDelivery(
  delivery: ClaimedDelivery,
  answer: CallbackAnswer,
  { schedule, now }: { schedule: readonly number[]; now: Date },
): SentDelivery {
  if (isDelivered(answer)) return { delivery, answer, state: "delivered", nextAttemptAt: null };
  const delayMs = retryDelayMs({
    schedule,
    attempt: delivery.attempt + 1,
    status: answer.status,
    retryAfterMs: parseRetryAfter(answer.responseHeaders?.["retry-after"], now),
    random: Math.random(),
  });
  if (delayMs === null) return { delivery, answer, state: "dead", nextAttemptAt: null };
  return { delivery, answer, state: "retrying", nextAttemptAt: new Date(now.getTime() + delayMs) };
}

/** A delivery that was claimed and not sent: back to its place in the line. */
export function unsentDelivery(delivery: ClaimedDelivery): SentDelivery {
  const state = delivery.attempt === 0 ? "pending" : "retrying";
  return { delivery, answer: null, state, nextAttemptAt: null };
}
