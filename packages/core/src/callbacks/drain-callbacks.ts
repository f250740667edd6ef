import type { Services } from "#context.ts";

import type { CallbackSender } from "./callback-sender.ts";
import { scheduleDrain } from "./schedule-drain.ts";

const againMs = 500;

/**
 * Has what is due to one endpoint sent in the background. The job itself is done in milliseconds, however slow the
 * receiver; when the endpoint is taken, or the process is full, it comes back in half a second.
 */
export async function drainCallbacks(
  services: Pick<Services, "db" | "now">,
  { endpointId }: { endpointId: string },
  sender: CallbackSender,
): Promise<void> {
  const taken = await sender.take(endpointId);
  if (taken !== "taken") await scheduleDrain(services, endpointId, new Date(services.now().getTime() + againMs));
}
