import { newId, transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";
import { callbackBody } from "#outbox/callback-body.ts";
import { drainJobKey } from "#outbox/plan-fan-out.ts";

const type = "callback.test";

/**
 * Sends an endpoint a signed event of type `callback.test`, like any other: logged, and retried.
 *
 * @throws DomainError `not_found`, also for an endpoint that is switched off
 */
export async function testCallback(ctx: Ctx, { endpointId }: { endpointId: string }): Promise<{ deliveryId: string }> {
  const { organizationId } = ctx;
  const deliveryId = newId();
  const eventId = newId();
  const payload = { message: "This is a test. Nothing happened in the shop." };
  await transact(ctx.db, async (tx) => {
    const found = await tx.callbackEndpoint.count({ where: { id: endpointId, organizationId, status: "enabled" } });
    if (found === 0) throw new DomainError("not_found");
    await tx.callbackDelivery.create({
      data: {
        id: deliveryId,
        organizationId,
        endpointId,
        eventId,
        eventType: type,
        body: callbackBody({ eventId, type, occurredAt: ctx.now(), organizationId, payload }),
        trace: { requestId: ctx.requestId },
        nextAttemptAt: ctx.now(),
        createdAt: ctx.now(),
      },
      select: { id: true },
    });
    await recordAudit(tx, ctx, {
      action: "callback.tested",
      subjectType: "callback_endpoint",
      subjectId: endpointId,
      data: { deliveryId },
    });
    await enqueueInTransaction(tx, "drain-callbacks", { endpointId }, { jobKey: drainJobKey(endpointId) });
  });
  return { deliveryId };
}
