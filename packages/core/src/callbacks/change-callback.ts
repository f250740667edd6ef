import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { callbackSettings, type CallbackSettings } from "./callback-settings.ts";
import { updateEndpoint } from "./update-endpoint.ts";
import type { EndpointView } from "./views.ts";

/**
 * Changes how an endpoint is called. What is under way ends as it began; the next call keeps to the new settings.
 *
 * @throws DomainError `not_found`; `invalid_input` for a value out of its bounds
 */
export async function changeCallback(
  ctx: Ctx,
  { endpointId, ...settings }: { endpointId: string } & CallbackSettings,
): Promise<EndpointView> {
  const parsed = callbackSettings.safeParse(settings);
  if (!parsed.success) {
    throw new DomainError("invalid_input", { field: parsed.error.issues[0]?.path.join(".") }, { cause: parsed.error });
  }
  const given = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
  return updateEndpoint(ctx, {
    endpointId,
    from: ["enabled", "paused", "disabled"],
    data: given,
    action: "callback.changed",
    told: given,
  });
}
