import type { Ctx } from "#context.ts";

import { updateEndpoint } from "./update-endpoint.ts";
import type { EndpointView } from "./views.ts";

/**
 * Sends nothing more to an endpoint until it is enabled again. What happens meanwhile waits for it.
 *
 * @throws DomainError `not_found`, also for an endpoint that is switched off
 */
export async function pauseCallback(ctx: Ctx, { endpointId }: { endpointId: string }): Promise<EndpointView> {
  return updateEndpoint(ctx, {
    endpointId,
    from: ["enabled", "paused"],
    data: { status: "paused" },
    action: "callback.paused",
  });
}
