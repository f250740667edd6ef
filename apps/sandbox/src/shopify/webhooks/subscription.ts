import { gidOf, numberOf } from "../fixtures/ids.ts";
import { isoTime } from "../iso-time.ts";

/** Where a shop tells of one topic. */
export interface Subscription {
  readonly index: number;
  /** As GraphQL names it: `ORDERS_CREATE`. */
  readonly topic: string;
  uri: string;
  filter: string | null;
  includeFields: readonly string[];
  name: string | null;
  readonly createdAtMs: number;
  updatedAtMs: number;
}

/** `ORDERS_CREATE` is `orders/create` in the header of its messages. */
export function headerTopic(topic: string): string {
  const at = topic.lastIndexOf("_");
  return `${topic.slice(0, at)}/${topic.slice(at + 1)}`.toLowerCase();
}

/** A subscription as GraphQL shows it. */
export function showSubscription(subscription: Subscription) {
  const { index, topic, uri, filter, includeFields, name, createdAtMs, updatedAtMs } = subscription;
  return {
    __typename: "WebhookSubscription",
    id: gidOf("WebhookSubscription", index),
    legacyResourceId: String(numberOf("WebhookSubscription", index)),
    topic,
    uri,
    filter,
    includeFields,
    name,
    format: "JSON",
    apiVersion: { handle: "2026-10", displayName: "2026-10", supported: true },
    metafieldNamespaces: [],
    metafields: [],
    createdAt: isoTime(createdAtMs),
    updatedAt: isoTime(updatedAtMs),
  };
}
