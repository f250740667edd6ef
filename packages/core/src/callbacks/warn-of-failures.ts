import { transact } from "@cartwright/db";

import type { Services } from "#context.ts";
import { emit } from "#outbox/emit.ts";
import { systemContext } from "#system-context.ts";

import { givenUpAt } from "./breaker.ts";
import type { DrainEndpoint } from "./endpoint-health.ts";

/** Tells staff, once, that nothing has reached an endpoint for days, and when it will be switched off. */
export async function warnOfFailures(services: Services, endpoint: DrainEndpoint): Promise<void> {
  const { id, organizationId, url, breaker } = endpoint;
  const ctx = systemContext(services, { organizationId, name: "callbacks", requestId: `callback:${id}` });
  const switchedOffAt = givenUpAt(breaker.firstFailureAt);
  if (breaker.firstFailureAt === null || switchedOffAt === null) return;
  const failingSince = breaker.firstFailureAt.toISOString();
  await transact(services.db, async (tx) => {
    const { count } = await tx.callbackEndpoint.updateMany({
      where: { id, warnedAt: null, status: "enabled" },
      data: { warnedAt: ctx.now() },
    });
    if (count === 0) return;
    await emit(tx, ctx, {
      type: "callback.failing",
      aggregateType: "callback_endpoint",
      aggregateId: id,
      data: { endpointId: id, targetUrl: url, failingSince, switchedOffAt: switchedOffAt.toISOString() },
    });
  });
  services.log.warn({ endpointId: id, failingSince }, "callback_failing");
  services.wakeRelay();
}
