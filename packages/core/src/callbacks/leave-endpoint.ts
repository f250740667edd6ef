import type { Services } from "#context.ts";

import { deservesWarning, isGivenUp } from "./breaker.ts";
import { nextDueAt } from "./claim-deliveries.ts";
import type { Drained } from "./drain-endpoint.ts";
import type { DrainEndpoint } from "./endpoint-health.ts";
import { scheduleDrain, unscheduleDrain } from "./schedule-drain.ts";
import { switchOff } from "./switch-off.ts";
import { warnOfFailures } from "./warn-of-failures.ts";

/**
 * What follows after a turn of sending to an endpoint: it is switched off or warned of, or the next look is planned, and
 * its lock is released.
 */
export async function leaveEndpoint(
  services: Services,
  endpointId: string,
  { endpoint, gone }: Drained,
  release: () => Promise<void>,
): Promise<void> {
  const now = services.now();
  if (endpoint !== null && gone) await switchOff(services, endpoint, "answered 410 Gone");
  else if (endpoint !== null && isGivenUp(endpoint.breaker, now)) {
    await switchOff(services, endpoint, "nothing delivered for 5 days");
  } else if (endpoint !== null) {
    if (!endpoint.warned && deservesWarning(endpoint.breaker, now)) await warnOfFailures(services, endpoint);
    await planNextLook(services, endpoint);
  }
  await release();
  // The relay may have added a job between our last look and ours, which then took its place with a later time.
  await catchLateArrivals(services, endpointId);
}

async function planNextLook(services: Services, endpoint: DrainEndpoint): Promise<void> {
  const { openUntil } = endpoint.breaker;
  const dueAt = await nextDueAt(services.db.pool, { endpointId: endpoint.id, ordered: endpoint.ordered });
  if (dueAt === null) await unscheduleDrain(services, endpoint.id);
  else await scheduleDrain(services, endpoint.id, openUntil !== null && openUntil > dueAt ? openUntil : dueAt);
}

async function catchLateArrivals(services: Services, endpointId: string): Promise<void> {
  const { rows } = await services.db.pool.query<{ ordered: boolean }>(
    `select ordered from callback_endpoints
     where id = $1 and status = 'enabled' and coalesce(open_until, $2) <= $2`,
    [endpointId, services.now()],
  );
  const [endpoint] = rows;
  if (endpoint === undefined) return;
  const dueAt = await nextDueAt(services.db.pool, { endpointId, ordered: endpoint.ordered });
  if (dueAt !== null && dueAt <= services.now()) await scheduleDrain(services, endpointId, services.now());
}
