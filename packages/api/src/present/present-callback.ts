import type {
  DeliveryDetailView,
  DeliveryView,
  EndpointView,
  FailureGroup,
  ReplayView,
} from "@cartwright/core/callbacks/views";

import type { DeliveryDetailDto, DeliveryDto, EndpointDto, FailureGroupDto, ReplayDto } from "#schemas/callbacks.ts";

import { presentInstant } from "./present-money.ts";

export function presentEndpoint(view: EndpointView): EndpointDto {
  return {
    id: view.id,
    organizationId: view.organizationId,
    event: view.event,
    targetUrl: view.targetUrl,
    isActive: view.isActive,
    status: view.status,
    disabledReason: view.disabledReason,
    consecutiveFailures: view.consecutiveFailures,
    openUntil: presentInstant(view.openUntil),
    failingSince: presentInstant(view.failingSince),
    switchedOffAt: presentInstant(view.switchedOffAt),
    warnedAt: presentInstant(view.warnedAt),
    disabledAt: presentInstant(view.disabledAt),
    maxInFlight: view.maxInFlight,
    ordered: view.ordered,
    ratePerSecond: view.ratePerSecond,
    retrySchedule: [...view.retrySchedule],
    previousSecretUntil: presentInstant(view.previousSecretUntil),
    createdAt: view.createdAt.toISOString(),
  };
}

export function presentFailureGroup(group: FailureGroup): FailureGroupDto {
  return { ...group, firstAt: group.firstAt.toISOString(), lastAt: group.lastAt.toISOString() };
}

export function presentReplay(view: ReplayView): ReplayDto {
  return {
    ...view,
    since: view.since.toISOString(),
    until: view.until.toISOString(),
    createdAt: view.createdAt.toISOString(),
    finishedAt: presentInstant(view.finishedAt),
  };
}

export function presentDelivery(view: DeliveryView): DeliveryDto {
  return {
    id: view.id,
    endpointId: view.endpointId,
    eventId: view.eventId,
    event: view.event,
    replayNo: view.replayNo,
    state: view.state,
    attempt: view.attempt,
    nextAttemptAt: presentInstant(view.nextAttemptAt),
    lastStatus: view.lastStatus,
    lastError: view.lastError,
    createdAt: view.createdAt.toISOString(),
    deliveredAt: presentInstant(view.deliveredAt),
  };
}

export function presentDeliveryDetail(view: DeliveryDetailView): DeliveryDetailDto {
  return {
    ...presentDelivery(view),
    body: view.body,
    attempts: view.attempts.map((made) => ({
      attempt: made.attempt,
      at: made.at.toISOString(),
      durationMs: made.durationMs,
      status: made.status,
      errorCode: made.errorCode,
      requestHeaders: { ...made.requestHeaders },
      responseHeaders: made.responseHeaders && { ...made.responseHeaders },
      responseBody: made.responseBody,
    })),
  };
}
