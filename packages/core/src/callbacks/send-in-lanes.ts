import { afterAttempt, isOpen } from "./breaker.ts";
import type { ClaimedDelivery } from "./claim-deliveries.ts";
import type { DrainOptions } from "./drain-callbacks.ts";
import type { DrainEndpoint } from "./endpoint-health.ts";
import { isDelivered, type SentDelivery } from "./record-attempts.ts";
import { sendCallback } from "./send-callback.ts";

export interface LaneOptions extends DrainOptions {
  readonly now: () => Date;
  /** On `performance.now()`'s clock: after this nothing new is started. */
  readonly deadline: number;
}

/**
 * Sends deliveries, several at once, but those about the same thing one after another. Stops starting new ones when the
 * time is up, the breaker opens or the endpoint says that it is gone. Answers in the order of sending, what was not sent last.
 */
export async function sendInLanes(
  deliveries: readonly ClaimedDelivery[],
  endpoint: DrainEndpoint,
  options: LaneOptions,
): Promise<SentDelivery[]> {
  const lanes = laneByLane(deliveries);
  const sent: SentDelivery[] = [];
  let breaker = endpoint.breaker;
  let gone = false;
  const mayStart = (): boolean =>
    !gone &&
    options.signal?.aborted !== true &&
    performance.now() < options.deadline &&
    !isOpen(breaker, options.now());

  const sendOne = async (delivery: ClaimedDelivery): Promise<void> => {
    const { eventId, requestId, body } = delivery;
    const callback = { url: endpoint.url, secrets: endpoint.secrets, eventId, requestId, body };
    const answer = await sendCallback({ ...callback, attempt: delivery.attempt + 1 }, options);
    if (answer.errorCode === "aborted") return; // we stopped, the receiver did not fail
    sent.push({ delivery, answer });
    breaker = afterAttempt(breaker, isDelivered(answer), options.now());
    gone ||= answer.status === 410;
  };
  const runner = async (): Promise<void> => {
    for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) {
      for (const delivery of lane) {
        if (!mayStart()) return;
        await sendOne(delivery);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, endpoint.maxInFlight) }, runner));
  const done = new Set(sent.map(({ delivery }) => delivery.id));
  return [...sent, ...deliveries.filter(({ id }) => !done.has(id)).map((delivery) => ({ delivery, answer: null }))];
}

function laneByLane(deliveries: readonly ClaimedDelivery[]): ClaimedDelivery[][] {
  const lanes = new Map<string, ClaimedDelivery[]>();
  for (const delivery of deliveries) {
    const key = delivery.aggregateId ?? delivery.id;
    lanes.set(key, [...(lanes.get(key) ?? []), delivery]);
  }
  return [...lanes.values()];
}
