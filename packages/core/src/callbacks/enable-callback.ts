import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { closedBreaker } from "./breaker.ts";
import { toEndpointView } from "./list-callbacks.ts";
import type { EndpointView } from "./views.ts";

/**
 * Calls an endpoint again that was switched off, with a clean record. What was cancelled meanwhile can be replayed.
 *
 * @throws DomainError `not_found`
 */
export async function enableCallback(ctx: Ctx, { endpointId }: { endpointId: string }): Promise<EndpointView> {
  return transact(ctx.db, async (tx) => {
    const [endpoint] = await tx.callbackEndpoint.updateManyAndReturn({
      where: { id: endpointId, organizationId: ctx.organizationId },
      data: { status: "enabled", disabledReason: null, ...closedBreaker },
    });
    if (endpoint === undefined) throw new DomainError("not_found");
    await recordAudit(tx, ctx, {
      action: "callback.enabled",
      subjectType: "callback_endpoint",
      subjectId: endpointId,
    });
    return toEndpointView(endpoint);
  });
}
