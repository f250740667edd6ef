import { newId } from "@cartwright/db";
import type { TestDatabase } from "@cartwright/db/testing";

import { createCallbackSender, type CallbackSender, type CallbackSenderOptions } from "#callbacks/callback-sender.ts";
import { createGuardedAgent } from "#callbacks/guarded-agent.ts";
import { registerCallback } from "#callbacks/register-callback.ts";
import type { Ctx } from "#context.ts";
import { relayOnce } from "#outbox/relay-once.ts";

import { runtimeCtx, runtimeServices } from "./runtime-services.ts";
import { writeEvents, type WrittenEvent } from "./write-events.ts";

/** An organization with a clock that can be turned forward, and a sender of callbacks. */
export interface CallbackRig {
  readonly ctx: Ctx;
  /** Another process that sends, or one with other limits. Closed with the rig. */
  openSender(options?: CallbackSenderOptions): CallbackSender;
  skip(ms: number): void;
  /** Registers an address for `order.*`, or the given pattern. */
  register(targetUrl: string, event?: string): Promise<{ id: string; secret: string }>;
  /** So many events about as many orders, or about the given, relayed. */
  happen(count: number, aggregateIds?: readonly string[]): Promise<WrittenEvent[]>;
  /** Sends what is due to an endpoint, and waits until that is done. */
  drain(endpointId: string): Promise<void>;
  close(): Promise<void>;
}

/** A rig on a database that others use too. */
export function createCallbackRig({ db }: TestDatabase, options: CallbackSenderOptions = {}): CallbackRig {
  let skippedMs = 0;
  // A little ahead of the database's clock, so that what was just written is due.
  const now = (): Date => new Date(Date.now() + 50 + skippedMs);
  const ctx = runtimeCtx(runtimeServices(db, { now }));
  const senders: CallbackSender[] = [];
  const openSender = (own: CallbackSenderOptions = {}): CallbackSender => {
    const sender = createCallbackSender(ctx, {
      agent: createGuardedAgent({ allowPrivate: true }),
      ...options,
      ...own,
    });
    senders.push(sender);
    return sender;
  };
  const first = openSender();
  return {
    ctx,
    openSender,
    skip(ms) {
      skippedMs += ms;
    },
    register: (targetUrl, event = "order.*") => registerCallback(ctx, { event, targetUrl }),
    async happen(count, aggregateIds = Array.from({ length: count }, () => newId())) {
      const events = await writeEvents(db, { organizationId: ctx.organizationId, count, aggregateIds });
      await relayOnce(ctx);
      return events;
    },
    async drain(endpointId) {
      await first.take(endpointId);
      await first.settled();
    },
    async close() {
      await Promise.all(senders.map((sender) => sender.stop()));
    },
  };
}
