import { newId } from "@cartwright/db";

import { carrierPriority, defaultMaxAttempts } from "#jobs/catalogue.ts";

import { callbackBody } from "./callback-body.ts";
import { matchesPattern } from "./catalogue.ts";
import type { RelayedEvent } from "./relayed-event.ts";

/** Rows to write for a batch of events, in the columns' own names. */
export interface FanOut {
  readonly deliveries: readonly object[];
  readonly subscriberEvents: readonly object[];
  readonly jobs: readonly object[];
}

/** As much of an endpoint as the relay needs to know. */
export interface EndpointRow {
  readonly id: string;
  readonly organization_id: string;
  readonly event: string;
}

/** A pattern under which a subscriber is known. */
export interface SubscriberRow {
  readonly name: string;
  readonly pattern: string;
}

/** Who asks rules about events; it takes those that no catalogue knows. */
export const rulesSubscriber = "rules";

/** What events of staff's own are about. */
export const madeUpAggregate = "custom";

/** How the names of events that rules tell begin. */
export const madeUpGroup = "rule.";

interface Audience {
  readonly endpoints: readonly EndpointRow[];
  readonly subscribers: readonly SubscriberRow[];
}

/**
 * Who must hear of these events: a delivery per event and endpoint, a row per event and subscriber, and one job per endpoint
 * and per subscriber that has something to do. Job keys are unique in the result, as `add_jobs` demands.
 */
export function planFanOut(events: readonly RelayedEvent[], { endpoints, subscribers }: Audience): FanOut {
  const deliveries: object[] = [];
  const subscriberEvents: object[] = [];
  const jobs = new Map<string, object>();
  const addJob = (key: string, identifier: string, payload: object): void => {
    const options = { job_key: key, max_attempts: defaultMaxAttempts, priority: carrierPriority };
    if (!jobs.has(key)) jobs.set(key, { identifier, payload, ...options });
  };
  for (const event of events) {
    for (const endpoint of listenersOf(event, endpoints)) {
      deliveries.push(delivery(event, endpoint));
      addJob(drainJobKey(endpoint.id), "drain-callbacks", { endpointId: endpoint.id });
    }
    for (const subscriber of subscribersOf(event, subscribers)) {
      subscriberEvents.push(subscriberEvent(event, subscriber));
      addJob(subscriberJobKey(subscriber), "drain-subscriber", { subscriber });
    }
  }
  return { deliveries, subscriberEvents, jobs: [...jobs.values()] };
}

/** The key under which an endpoint has at most one waiting job. */
export function drainJobKey(endpointId: string): string {
  return `callbacks:${endpointId}`;
}

/** The key under which a subscriber has at most one waiting job. */
export function subscriberJobKey(subscriber: string): string {
  return `events:${subscriber}`;
}

function listenersOf(event: RelayedEvent, endpoints: readonly EndpointRow[]): EndpointRow[] {
  return endpoints.filter(
    (endpoint) => endpoint.organization_id === event.organizationId && matchesPattern(endpoint.event, event.type),
  );
}

// One that is known under two patterns, while two versions of it run, still gets an event once.
function subscribersOf(event: RelayedEvent, subscribers: readonly SubscriberRow[]): Set<string> {
  const told = subscribers.filter(({ pattern }) => matchesPattern(pattern, event.type));
  // What staff and rules made up is in no catalogue: under `*` it would wait for a version that knows it, for ever.
  const known = isMadeUp(event)
    ? told.filter(({ name, pattern }) => name === rulesSubscriber || pattern === event.type)
    : told;
  return new Set(known.map(({ name }) => name));
}

function isMadeUp({ aggregateType, type }: RelayedEvent): boolean {
  return aggregateType === madeUpAggregate || type.startsWith(madeUpGroup);
}

function delivery(event: RelayedEvent, endpoint: EndpointRow) {
  return {
    id: newId(),
    organization_id: event.organizationId,
    endpoint_id: endpoint.id,
    event_id: event.eventId,
    event_seq: event.seq.toString(),
    event_type: event.type,
    aggregate_id: event.aggregateId,
    body: callbackBody(event),
    trace: { requestId: event.requestId },
  };
}

function subscriberEvent(event: RelayedEvent, subscriber: string) {
  return {
    subscriber,
    seq: event.seq.toString(),
    organization_id: event.organizationId,
    aggregate_id: event.aggregateId,
  };
}
