import type { z } from "zod";

import type { eventCatalogue } from "./event-catalogue.ts";

/** Names of events with the shape of their data. */
export type EventCatalogue = Readonly<Record<string, z.ZodObject>>;

/** The events that Cartwright itself tells. */
export type OwnEvents = typeof eventCatalogue;

export type EventTypeOf<C extends EventCatalogue> = Extract<keyof C, string>;
export type EventDataOf<C extends EventCatalogue, T extends EventTypeOf<C>> = z.output<C[T]>;

type GroupOf<T extends string> = T extends `${infer Group}.${string}` ? Group : never;

/** One type (`order.paid`), all of a group (`order.*`), or every event (`*`). */
export type EventPattern<C extends EventCatalogue> = "*" | EventTypeOf<C> | `${GroupOf<EventTypeOf<C>>}.*`;

/** The types that a pattern covers. */
export type MatchingTypes<C extends EventCatalogue, P extends string> = P extends "*"
  ? EventTypeOf<C>
  : P extends `${infer Group}.*`
    ? Extract<EventTypeOf<C>, `${Group}.${string}`>
    : Extract<EventTypeOf<C>, P>;

/** An event in memory: `type` tells which shape `data` has. */
export type EmittedEvent<C extends EventCatalogue, P extends string> = {
  readonly [T in MatchingTypes<C, P>]: { readonly type: T; readonly data: EventDataOf<C, T>; readonly emittedAt: Date };
}[MatchingTypes<C, P>];

/** An event out of the log: `type` tells which shape `data` has. */
export type StoredEvent<C extends EventCatalogue, P extends string> = {
  readonly [T in MatchingTypes<C, P>]: EventEnvelope & { readonly type: T; readonly data: EventDataOf<C, T> };
}[MatchingTypes<C, P>];

interface EventEnvelope {
  readonly eventId: string;
  /** Its place in the log: greater means later. */
  readonly seq: bigint;
  readonly organizationId: string;
  /** What it is about; events about one thing are handled one after another. */
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly occurredAt: Date;
}

/** An open transaction: raw statements go through it, and use cases that take `tx` take this. */
export interface EventTransaction {
  $queryRaw<T = unknown>(query: TemplateStringsArray, ...values: unknown[]): Promise<T>;
  $executeRaw(query: TemplateStringsArray, ...values: unknown[]): Promise<number>;
}

/** What a persistent handler is lent for one attempt at one event. */
export interface HandlerContext<Tx extends EventTransaction = EventTransaction> {
  /** Fires when the time for this attempt is up, or the worker stops. Hand it to every call. */
  readonly signal: AbortSignal;
  readonly log: EventLog;
  /** Of the request that caused the event. */
  readonly requestId: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** The same at every attempt and for nothing else: for systems outside, which may be called again after a crash. */
  readonly idempotencyKey: string;
  /**
   * Runs `effects` in one transaction with the note that this subscriber has handled this event: they happen exactly once,
   * however often the handler runs. Once per handler; calls to others belong before it, never inside.
   */
  transact<T>(effects: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface EventLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

export interface PersistentOptions {
  /** Then the event becomes a dead letter, and those after it go on. Default 3. */
  readonly maxAttempts?: number;
  /** After this an attempt counts as failed. Default 30 seconds. */
  readonly timeoutMs?: number;
  /** How many things at once; events about one thing never are. Default 5. */
  readonly concurrency?: number;
  /** Wait after the given number of failed attempts. Default 2 s, 6 s, 18 s … up to an hour, with jitter. */
  readonly retryDelayMs?: (failedAttempts: number) => number;
}

/** Whose event it is, and what about. */
export interface EventSubject {
  readonly organizationId: string;
  /** Events about one thing keep their order. Default: about nothing else, so in any order. */
  readonly aggregateId?: string;
  /** Default: the group of the type, `order` of `order.paid`. */
  readonly aggregateType?: string;
  /** Follows the cause through jobs and logs. */
  readonly requestId?: string;
}

/**
 * Events, for those who tell and those who listen. `emit` and `on` work in this process and memory, for what may be lost;
 * all others go through the database, for what may not.
 */
export interface Events<C extends EventCatalogue = OwnEvents, Tx extends EventTransaction = EventTransaction> {
  /**
   * Hears what `emit` says in this process. A listener that fails is logged, and touches neither the emitter nor others.
   * Answers how to stop listening.
   */
  on<P extends EventPattern<C>>(pattern: P, listener: (event: EmittedEvent<C, P>) => unknown): () => void;

  /** Tells listeners of this process, and waits for none. Refuses types that are not known and data that does not fit. */
  emit<T extends EventTypeOf<C>>(type: T, data: EventDataOf<C, T>): void;

  /**
   * Handles every matching event that is relayed from now on, at least once and in order per aggregate, in some worker.
   * `subscriber` names it in the database for good: another name is another subscriber, and starts anew.
   */
  onPersistent<P extends EventPattern<C>>(
    pattern: P,
    subscriber: string,
    handler: (event: StoredEvent<C, P>, context: HandlerContext<Tx>) => Promise<unknown>,
    options?: PersistentOptions,
  ): void;

  /** Writes an event in a transaction of its own. Answers its id. */
  emitPersistent<T extends EventTypeOf<C>>(type: T, data: EventDataOf<C, T>, subject: EventSubject): Promise<string>;

  /** Writes an event in the caller's transaction: it happened if and only if that commits. Answers its id. */
  emitInTransaction<T extends EventTypeOf<C>>(
    tx: Tx,
    type: T,
    data: EventDataOf<C, T>,
    subject: EventSubject,
  ): Promise<string>;

  /**
   * The same events and those of `own`, named `<group>.<fact>`. Refuses a type that somebody else has named before.
   */
  extend<Own extends EventCatalogue>(own: Own): Events<C & Own, Tx>;
}
