import type { Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";

import type { EventData, EventType } from "./catalogue.ts";
import { writeEvent } from "./write-event.ts";

export interface NewEvent<T extends EventType = EventType> {
  readonly type: T;
  readonly aggregateType:
    | "order"
    | "product"
    | "customer"
    | "variant"
    | "sync"
    | "callback_endpoint"
    | "fact"
    | "alert";
  readonly aggregateId: string;
  readonly data: EventData<T>;
}

/**
 * Writes an event into the outbox as part of the caller's transaction: it happened if and only if that commits.
 *
 * Nothing else happens here, no job and no NOTIFY: measured, they cost most of the commit rate. Lock the aggregate's row
 * before, so that events of one aggregate are numbered in the order of their commits; call `ctx.wakeRelay()` after.
 */
export async function emit<T extends EventType>(tx: Tx, scope: Scope, event: NewEvent<T>): Promise<string> {
  const { organizationId, requestId } = scope;
  return writeEvent(tx, { ...event, organizationId, requestId, occurredAt: scope.now() });
}
