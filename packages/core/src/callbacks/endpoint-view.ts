import type { CallbackEndpoint } from "@cartwright/db";

import { givenUpAt } from "./breaker.ts";
import { defaultRetrySchedule } from "./retry-schedule.ts";
import type { EndpointView } from "./views.ts";

/** An endpoint as it is shown: everything but its secrets. */
export function toEndpointView(endpoint: CallbackEndpoint, now: Date): EndpointView {
  const { url, status, firstFailureAt, retrySchedule, previousExpiresAt } = endpoint;
  return {
    id: endpoint.id,
    organizationId: endpoint.organizationId,
    event: endpoint.event,
    targetUrl: url,
    isActive: status === "enabled",
    status,
    disabledReason: endpoint.disabledReason,
    consecutiveFailures: endpoint.consecutiveFailures,
    openUntil: endpoint.openUntil,
    failingSince: firstFailureAt,
    switchedOffAt: status === "enabled" ? givenUpAt(firstFailureAt) : null,
    warnedAt: endpoint.warnedAt,
    disabledAt: endpoint.disabledAt,
    maxInFlight: endpoint.maxInFlight,
    ordered: endpoint.ordered,
    ratePerSecond: endpoint.ratePerSecond,
    retrySchedule: retrySchedule.length > 0 ? retrySchedule : defaultRetrySchedule,
    previousSecretUntil: previousExpiresAt !== null && previousExpiresAt > now ? previousExpiresAt : null,
    createdAt: endpoint.createdAt,
  };
}
