import { newId, type Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";
import { callbackBody } from "#outbox/callback-body.ts";
import { drainJobKey } from "#outbox/plan-fan-out.ts";

import type { Step } from "./acting.ts";
import type { Action } from "./definition.ts";

/** What a callback that a rule asked for is called. */
export const ruleCallback = "rule.fired";

/**
 * Has an endpoint called about this event, whatever it is registered for: a delivery like any other, signed and tried again.
 *
 * @throws DomainError `not_found` when there is no such endpoint, or it is switched off
 */
export async function callEndpoint(
  tx: Tx,
  ctx: Ctx,
  { action, event, rule }: Step<Extract<Action, { do: "callback" }>>,
): Promise<undefined> {
  const { organizationId, requestId } = ctx;
  const { endpointId } = action;
  const where = { organizationId, id: endpointId, status: { not: "disabled" } } as const;
  const endpoint = await tx.callbackEndpoint.findFirst({ where, select: { id: true } });
  if (endpoint === null) throw new DomainError("not_found", { endpointId }, { message: "the endpoint is gone or off" });
  const eventId = newId();
  const told = { eventId, type: ruleCallback, organizationId, occurredAt: ctx.now() };
  const payload = {
    rule: { id: rule.id, name: rule.name },
    event: { eventId: event.eventId, type: event.type, occurredAt: event.occurredAt.toISOString(), data: event.data },
  };
  await tx.callbackDelivery.create({
    data: {
      id: newId(),
      organizationId,
      endpointId,
      eventId,
      eventType: ruleCallback,
      aggregateId: event.aggregateId,
      body: callbackBody({ ...told, payload }),
      trace: { requestId },
      nextAttemptAt: ctx.now(),
      createdAt: ctx.now(),
    },
    select: { id: true },
  });
  await enqueueInTransaction(tx, "drain-callbacks", { endpointId }, { jobKey: drainJobKey(endpointId) });
  return undefined;
}
