import { newId } from "@cartwright/db";

import { defaultMaxAttempts, jobCatalogue } from "#jobs/catalogue.ts";

import { callbackBody } from "./callback-body.ts";
import { matchesPattern } from "./catalogue.ts";
import { subscribersOf, type RelayedEvent, type Subscriber } from "./subscribers.ts";

/** Rows to write for a batch of events, in the columns' own names. */
export interface FanOut {
  readonly deliveries: readonly object[];
  readonly jobs: readonly object[];
}

/** As much of an endpoint as the relay needs to know. */
export interface EndpointRow {
  readonly id: string;
  readonly organization_id: string;
  readonly event: string;
}

interface Audience {
  readonly endpoints: readonly EndpointRow[];
  readonly subscribers: readonly Subscriber[];
}

/**
 * Who must hear of these events: a delivery per event and endpoint, a job per event and subscriber, and one job per
 * endpoint that has something to send. Job keys are unique in the result, as `add_jobs` demands.
 */
export function planFanOut(events: readonly RelayedEvent[], { endpoints, subscribers }: Audience): FanOut {
  const deliveries: object[] = [];
  const jobs = new Map<string, object>();
  for (const event of events) {
    for (const endpoint of listenersOf(event, endpoints)) {
      deliveries.push(delivery(event, endpoint));
      const job = drainJob(endpoint.id);
      jobs.set(job.job_key, job);
    }
    for (const subscriber of subscribersOf(event.type, subscribers)) {
      const job = subscriberJob(event, subscriber);
      jobs.set(job.job_key, job);
    }
  }
  return { deliveries, jobs: [...jobs.values()] };
}

/** The key under which an endpoint has at most one waiting job. */
export function drainJobKey(endpointId: string): string {
  return `callbacks:${endpointId}`;
}

function listenersOf(event: RelayedEvent, endpoints: readonly EndpointRow[]): EndpointRow[] {
  return endpoints.filter(
    (endpoint) => endpoint.organization_id === event.organizationId && matchesPattern(endpoint.event, event.type),
  );
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

function drainJob(endpointId: string) {
  return {
    identifier: "drain-callbacks",
    payload: { endpointId },
    job_key: drainJobKey(endpointId),
    max_attempts: defaultMaxAttempts,
  };
}

function subscriberJob(event: RelayedEvent, { job, payload }: Subscriber) {
  return {
    identifier: job,
    payload: jobCatalogue[job].parse(payload(event)),
    job_key: `e:${event.eventId}:${job}`,
    max_attempts: defaultMaxAttempts,
  };
}
