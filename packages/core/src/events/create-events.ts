import { z } from "zod";

import { newId, transact, type Tx } from "@cartwright/db";
import type { Events, EventSubject, OwnEvents, PersistentOptions } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";
import { writeEvent } from "#outbox/write-event.ts";

import { handlerRetryDelayMs } from "./handler-retry-delay.ts";
import { createKnownEvents, type KnownEvents } from "./known-events.ts";
import { createListeners } from "./listeners.ts";
import type { Subscription, Subscriptions } from "./subscription.ts";

/** A subscriber whose patterns change while it runs. */
export interface WantedSubscription extends Pick<Subscription, "name" | "handle" | "concurrency"> {
  readonly wanted: () => Promise<readonly string[]>;
}

export interface EventRegistry {
  /** Adds a subscriber that says from time to time what it wants, and takes events that no catalogue knows. */
  readonly onWanted: (subscription: WantedSubscription) => void;
  /** For those who tell and those who listen. */
  readonly events: Events<OwnEvents, Tx>;
  /** For the worker that runs the persistent ones. */
  readonly subscriptions: Subscriptions;
}

/**
 * Made once at the start of a process, and handed to all who tell or listen. Web and worker make the same one; handlers run
 * in workers alone.
 */
export function createEvents(services: Pick<Services, "db" | "log" | "now" | "wakeRelay">): EventRegistry {
  const known = createKnownEvents();
  const subscriptions = createSubscriptions(known);
  const listeners = createListeners(services);
  const emitInTransaction = async (tx: Tx, type: string, data: unknown, subject: EventSubject): Promise<string> => {
    const { aggregateId = newId(), aggregateType = groupOf(type), organizationId, requestId } = checkSubject(subject);
    const occurredAt = services.now();
    const event = { organizationId, aggregateId, aggregateType, requestId, occurredAt };
    return writeEvent(tx, { ...event, type, data: known.check(type, data) });
  };
  const events = {
    on: listeners.add,
    emit(type: string, data: unknown) {
      listeners.tell({ type, data: known.check(type, data), emittedAt: services.now() });
    },
    onPersistent(
      pattern: string,
      subscriber: string,
      handle: Subscription["handle"],
      options: PersistentOptions = {},
    ): void {
      subscriptions.add({ ...defaults, ...options, name: subscriber, pattern, handle });
    },
    async emitPersistent(type: string, data: unknown, subject: EventSubject) {
      const eventId = await transact(services.db, (tx) => emitInTransaction(tx, type, data, subject));
      services.wakeRelay();
      return eventId;
    },
    emitInTransaction,
    extend(own: Parameters<KnownEvents["add"]>[0]) {
      known.add(own);
      return events;
    },
  };
  // Types and shapes are checked by the catalogue when it runs; their names in the signatures are for the compiler alone.
  return {
    events: events as unknown as Events<OwnEvents, Tx>,
    subscriptions,
    onWanted: (subscription) => subscriptions.add({ ...defaults, ...subscription, pattern: "*" }),
  };
}

const defaults = {
  maxAttempts: 3,
  timeoutMs: 30_000,
  concurrency: 5,
  retryDelayMs: (failedAttempts: number) => handlerRetryDelayMs(failedAttempts),
} satisfies Required<PersistentOptions>;

const subscriberName = /^[a-z0-9][a-z0-9._:-]{0,99}$/;

function createSubscriptions(known: KnownEvents): Subscriptions & { add(subscription: Subscription): void } {
  const byName = new Map<string, Subscription>();
  return {
    add(subscription) {
      const { name, pattern } = subscription;
      if (!subscriberName.test(name)) throw new Error(`${name} is no name for a subscriber`);
      if (byName.has(name)) throw new Error(`the subscriber ${name} is named twice`);
      if (known.matching(pattern).length === 0) throw new Error(`no event matches ${pattern}`);
      byName.set(name, subscription);
    },
    all: () => [...byName.values()],
    find: (name) => byName.get(name),
    typesOf: ({ pattern, wanted }) => (wanted ? null : known.matching(pattern)),
    parse: known.parse,
  };
}

const subjectSchema = z.object({
  organizationId: z.uuid(),
  aggregateId: z.uuid().optional(),
  aggregateType: z.string().optional(),
  requestId: z.string().optional(),
});

function checkSubject(subject: EventSubject): z.infer<typeof subjectSchema> {
  const parsed = subjectSchema.safeParse(subject);
  if (parsed.success) return parsed.data;
  throw new DomainError("invalid_input", { field: parsed.error.issues[0]?.path.join(".") });
}

function groupOf(type: string): string {
  return type.slice(0, type.indexOf("."));
}
