/** The streams of the contract. */
export const liveStreams = ["catalog", "my-orders", "order-count", "low-stock", "recent-orders", "events"] as const;

export type LiveStreamName = (typeof liveStreams)[number];

/** A count of none for each stream. */
export function noStreams(): Record<LiveStreamName, number> {
  return { catalog: 0, "my-orders": 0, "order-count": 0, "low-stock": 0, "recent-orders": 0, events: 0 };
}

/** As whom somebody watches; the edge has made sure that they may. */
export type LiveViewer =
  | { readonly kind: "anyone" }
  | { readonly kind: "customer"; readonly customerId: string }
  /** A guest with the access token of one order. */
  | { readonly kind: "order"; readonly orderId: string }
  | { readonly kind: "staff" };

export interface StreamInput {
  readonly stream: LiveStreamName;
  readonly organizationId: string;
  readonly viewer: LiveViewer;
  /** For `events`: which; default all. */
  readonly pattern?: string | undefined;
  /** The `id` of the last message that was seen: what came after it follows, and nothing twice. */
  readonly lastEventId?: string | null | undefined;
  /** Who is counted against `perUser`; without it only the process's own limit holds. */
  readonly userKey?: string | undefined;
  readonly limits?: StreamLimits | undefined;
}

export interface StreamLimits {
  /** Streams of one `userKey` in this process. Default 5. */
  readonly perUser?: number;
  /** Streams in this process. Default 2,000. */
  readonly perProcess?: number;
}
