import { staffOnlyEvents } from "#orders/staff-only.ts";
import { matchesPattern } from "#outbox/catalogue.ts";

import type { LogEntry } from "./log-entry.ts";
import type { LiveStreamName, StreamInput } from "./stream-input.ts";

/** What a stream shows: which events reach it, and what stands now. */
export interface StreamDefinition {
  /** The same for all who see exactly the same. */
  readonly key: string;
  readonly name: LiveStreamName;
  readonly patterns: readonly string[];
  /** True when only the newest value counts, so that what was missed need not be told one by one. */
  readonly newestOnly: boolean;
  accepts(entry: LogEntry): boolean;
}

const patternsOf = {
  catalog: ["product.*", "inventory.changed"],
  "my-orders": ["order.*", "shipment.*"],
  "order-count": ["order.created"],
  "low-stock": ["inventory.*"],
  "recent-orders": ["order.*"],
  events: ["*"],
} as const satisfies Record<StreamInput["stream"], readonly string[]>;

/** The stream that this input asks for. */
export function defineStream(input: StreamInput): StreamDefinition {
  const { stream, organizationId, viewer, pattern } = input;
  const patterns = stream === "events" && pattern !== undefined ? [pattern] : patternsOf[stream];
  return {
    name: stream,
    key: JSON.stringify([stream, organizationId, viewer, patterns]),
    patterns,
    newestOnly: stream === "order-count",
    accepts: (entry) =>
      entry.organizationId === organizationId &&
      patterns.some((one) => matchesPattern(one, entry.type)) &&
      maySee(input, entry),
  };
}

// Public streams carry nothing personal; on the others a customer sees what is about their own orders.
function maySee({ stream, viewer }: StreamInput, entry: LogEntry): boolean {
  if (staffOnlyEvents.has(entry.type) && viewer.kind !== "staff") return false;
  switch (viewer.kind) {
    case "staff":
      return true;
    case "customer":
      return isPublic(stream) || entry.customerId === viewer.customerId;
    case "order":
      return isPublic(stream) || entry.aggregateId === viewer.orderId;
    case "anyone":
      return isPublic(stream);
  }
}

function isPublic(stream: StreamInput["stream"]): boolean {
  return stream === "catalog" || stream === "order-count";
}
