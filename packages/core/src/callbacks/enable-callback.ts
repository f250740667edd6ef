import type { Ctx } from "#context.ts";

import { closedBreaker } from "./breaker.ts";
import { updateEndpoint } from "./update-endpoint.ts";
import type { EndpointView } from "./views.ts";

/**
 * Calls an endpoint again that was paused or switched off, with a clean record. After a pause everything that waited is
 * sent; what was cancelled, or happened while it was switched off, can be sent with `startReplay`.
 *
 * @throws DomainError `not_found`
 */
export async function enableCallback(ctx: Ctx, { endpointId }: { endpointId: string }): Promise<EndpointView> {
  return updateEndpoint(ctx, {
    endpointId,
    from: ["enabled", "paused", "disabled"],
    data: { status: "enabled", disabledReason: null, disabledAt: null, warnedAt: null, ...closedBreaker },
    action: "callback.enabled",
  });
}
