import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Services } from "#context.ts";
import { emit } from "#outbox/emit.ts";
import { systemContext } from "#system-context.ts";

import { cancelWaiting } from "./cancel-waiting.ts";
import type { DrainEndpoint } from "./endpoint-health.ts";

/** Stops calling an endpoint for a reason, cancels what waits for it, and tells everybody who listens. */
export async function switchOff(services: Services, endpoint: DrainEndpoint, reason: string): Promise<void> {
  const { id, organizationId, url } = endpoint;
  const ctx = systemContext(services, { organizationId, name: "callbacks", requestId: `callback:${id}` });
  await transact(services.db, async (tx) => {
    const { count } = await tx.callbackEndpoint.updateMany({
      where: { id, status: "enabled" },
      data: { status: "disabled", disabledReason: reason, disabledAt: ctx.now() },
    });
    if (count === 0) return;
    await recordAudit(tx, ctx, {
      action: "callback.disabled",
      subjectType: "callback_endpoint",
      subjectId: id,
      data: { reason },
    });
    await emit(tx, ctx, {
      type: "callback.disabled",
      aggregateType: "callback_endpoint",
      aggregateId: id,
      data: { endpointId: id, targetUrl: url, reason },
    });
  });
  services.wakeRelay();
  await cancelWaiting(services, id);
}
