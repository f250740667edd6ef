import type { Tx } from "@cartwright/db";
import type { HandlerContext } from "@cartwright/integrations/contracts";

/** An event out of the log, with its data as it was written: by which version, nobody knows. */
export interface LoggedEvent {
  readonly eventId: string;
  readonly seq: bigint;
  readonly organizationId: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly type: string;
  readonly data: unknown;
  readonly occurredAt: Date;
}

/** A persistent subscriber as a worker runs it. */
export interface Subscription {
  readonly name: string;
  readonly pattern: string;
  readonly maxAttempts: number;
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly retryDelayMs: (failedAttempts: number) => number;
  readonly handle: (event: LoggedEvent, context: HandlerContext<Tx>) => Promise<unknown>;
}

/** The persistent subscribers that this process's code holds. */
export interface Subscriptions {
  all(): readonly Subscription[];
  find(name: string): Subscription | undefined;
  /** The event types of this process's catalogue that a pattern covers; what another version knows waits for that version. */
  typesOf(subscription: Subscription): readonly string[];
  /** The data of an event, when it has the shape that the catalogue promises; else what is wrong with it. */
  parse(type: string, data: unknown): { readonly data: object } | { readonly problem: string };
}
