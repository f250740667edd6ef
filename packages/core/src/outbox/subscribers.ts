import type { JobName, JobPayload } from "#jobs/catalogue.ts";

import { matchesPattern, type EventType } from "./catalogue.ts";

/** An event as the relay took it out of the outbox and numbered it. */
export interface RelayedEvent {
  readonly seq: bigint;
  readonly eventId: string;
  readonly organizationId: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly type: string;
  readonly payload: unknown;
  readonly requestId: string | undefined;
  readonly occurredAt: Date;
}

/** A job that follows from an event. */
export interface Subscriber {
  readonly pattern: string;
  readonly job: JobName;
  readonly payload: (event: RelayedEvent) => unknown;
}

/**
 * Who acts on which event. Each match becomes one job, added in the transaction that relays the event, so it runs at least
 * once; what it calls is safe to run twice.
 */
export const subscribers: readonly Subscriber[] = [
  on("order.paid", "book-shipment", (event) => ({
    organizationId: event.organizationId,
    orderId: event.aggregateId,
    eventId: event.eventId,
    requestId: event.requestId,
  })),
];

/** The subscribers of one event. */
export function subscribersOf(type: string, all: readonly Subscriber[] = subscribers): readonly Subscriber[] {
  return all.filter(({ pattern }) => matchesPattern(pattern, type));
}

function on<N extends JobName>(
  pattern: EventType | `${string}.*`,
  job: N,
  payload: (event: RelayedEvent) => JobPayload<N>,
): Subscriber {
  return { pattern, job, payload };
}
