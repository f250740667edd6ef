import { newId, transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";
import { drainJobKey } from "#outbox/plan-fan-out.ts";

/** Behind what is sent as it happens, before what is replayed in bulk. */
const byHandPriority = 1;

/**
 * Sends the same event, the same bytes, once more as a delivery of its own. Its receiver knows it by the event's id.
 *
 * @throws DomainError `not_found`, also when the endpoint is switched off
 */
export async function replayDelivery(
  ctx: Ctx,
  { deliveryId }: { deliveryId: string },
): Promise<{ deliveryId: string }> {
  return transact(ctx.db, async (tx) => {
    const original = await tx.callbackDelivery.findFirst({
      where: { id: deliveryId, organizationId: ctx.organizationId, endpoint: { status: "enabled" } },
    });
    if (original === null) throw new DomainError("not_found");
    const { organizationId, endpointId, eventId, eventSeq, eventType, aggregateId, body } = original;
    const replay = await tx.callbackDelivery.create({
      data: {
        id: newId(),
        organizationId,
        endpointId,
        eventId,
        eventSeq,
        eventType,
        aggregateId,
        body,
        priority: byHandPriority,
        replayNo: await nextReplayNo(tx, { endpointId, eventId }),
        trace: { requestId: ctx.requestId },
        nextAttemptAt: ctx.now(),
        createdAt: ctx.now(),
      },
      select: { id: true },
    });
    await tx.deadLetter.updateMany({
      where: { kind: "callback", ref: deliveryId, resolvedAt: null },
      data: { resolvedAt: ctx.now(), resolution: "retried" },
    });
    await recordAudit(tx, ctx, {
      action: "callback.replayed",
      subjectType: "callback_endpoint",
      subjectId: endpointId,
      data: { deliveryId, eventId },
    });
    await enqueueInTransaction(tx, "drain-callbacks", { endpointId }, { jobKey: drainJobKey(endpointId) });
    return { deliveryId: replay.id };
  });
}

// Two replays at once take turns here, so that they get different numbers.
async function nextReplayNo(tx: Tx, { endpointId, eventId }: { endpointId: string; eventId: string }): Promise<number> {
  await tx.$queryRaw`select id from callback_endpoints where id = ${endpointId}::uuid for no key update`;
  const { _max: last } = await tx.callbackDelivery.aggregate({
    where: { endpointId, eventId },
    _max: { replayNo: true },
  });
  return (last.replayNo ?? 0) + 1;
}
