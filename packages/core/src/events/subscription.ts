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
  /** In place of the pattern: what is wanted now, asked anew every some seconds. Its events are handed over as they were written. */
  readonly wanted?: () => Promise<readonly string[]>;
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
  /**
   * The event types of this process's catalogue that a pattern covers; what another version knows waits for that version. Null
   * for one that wants what it says from time to time: it takes all.
   */
  typesOf(subscription: Subscription): readonly string[] | null;
  /** The data of an event, when it has the shape that the catalogue promises; else what is wrong with it. */
  parse(type: string, data: unknown): { readonly data: object } | { readonly problem: string };
}
