import { z } from "zod";

import { callbackSettings } from "@cartwright/core/callbacks/callback-settings";

import { cursorInput, idInput, instant, limitInput, nextCursor } from "./paging.ts";

export const deliveryState = z.enum(["pending", "sending", "retrying", "delivered", "dead", "cancelled"]);

export const endpointDto = z
  .object({
    id: z.string(),
    organizationId: z.string(),
    event: z.string(),
    targetUrl: z.string(),
    isActive: z.boolean(),
    status: z.enum(["enabled", "paused", "disabled"]),
    disabledReason: z.string().nullable(),
    consecutiveFailures: z.int(),
    openUntil: instant
      .nullable()
      .meta({ description: "While in the future, nothing is sent: too many failures in a row." }),
    failingSince: instant.nullable().meta({ description: "Nothing has succeeded since." }),
    switchedOffAt: instant
      .nullable()
      .meta({ description: "When it is switched off unless something succeeds before." }),
    warnedAt: instant.nullable(),
    disabledAt: instant.nullable(),
    maxInFlight: z.int(),
    ordered: z.boolean(),
    ratePerSecond: z.int().nullable(),
    retrySchedule: z.array(z.int()).meta({ description: "Seconds after each failed attempt until the next." }),
    previousSecretUntil: instant
      .nullable()
      .meta({ description: "Until then calls are signed with the secret before as well." }),
    createdAt: instant,
  })
  .meta({ id: "CallbackEndpoint" });

export const registeredEndpointDto = endpointDto
  .extend({ secret: z.string().meta({ description: "`whsec_…`, shown this once." }) })
  .meta({ id: "RegisteredCallbackEndpoint" });

export const endpointListDto = z
  .object({ items: z.array(endpointDto), nextCursor })
  .meta({ id: "CallbackEndpointList" });

export const rotatedSecretDto = z
  .object({
    secret: z.string().meta({ description: "`whsec_…`, shown this once." }),
    previousSecretUntil: instant,
  })
  .meta({ id: "RotatedCallbackSecret" });

export const failureGroupsDto = z
  .object({
    items: z.array(
      z.object({
        endpointId: z.string(),
        targetUrl: z.string(),
        lastStatus: z.int().nullable(),
        lastError: z.string().nullable(),
        count: z.int(),
        firstAt: instant,
        lastAt: instant,
        deliveryId: z.string().meta({ description: "The newest of them." }),
      }),
    ),
  })
  .meta({ id: "CallbackFailureGroups" });

export const replayWhat = z.enum(["failed", "range"]);

export const replayDto = z
  .object({
    id: z.string(),
    endpointId: z.string(),
    what: replayWhat,
    since: instant,
    until: instant,
    state: z.enum(["running", "done", "stopped"]),
    total: z.int(),
    queued: z.int(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: "CallbackReplay" });
export const replayListDto = z.object({ items: z.array(replayDto) }).meta({ id: "CallbackReplayList" });
export const replayCountDto = z.object({ count: z.int() }).meta({ id: "CallbackReplayCount" });

export const deliveryDto = z
  .object({
    id: z.string(),
    endpointId: z.string(),
    eventId: z.string(),
    event: z.string(),
    replayNo: z.int(),
    state: deliveryState,
    attempt: z.int(),
    nextAttemptAt: instant.nullable(),
    lastStatus: z.int().nullable(),
    lastError: z.string().nullable(),
    createdAt: instant,
    deliveredAt: instant.nullable(),
  })
  .meta({ id: "CallbackDelivery" });

export const deliveryPageDto = z
  .object({ items: z.array(deliveryDto), nextCursor })
  .meta({ id: "CallbackDeliveryPage" });

export const deliveryDetailDto = deliveryDto
  .extend({
    body: z.string(),
    attempts: z.array(
      z.object({
        attempt: z.int(),
        at: instant,
        durationMs: z.int(),
        status: z.int().nullable(),
        errorCode: z.string().nullable(),
        requestHeaders: z.record(z.string(), z.string()),
        responseHeaders: z.record(z.string(), z.string()).nullable(),
        responseBody: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "CallbackDeliveryDetail" });

export const registerCallbackInput = z.object({
  organizationId: idInput.optional().meta({ description: "Your own organization; anything else is refused." }),
  event: z
    .string()
    .max(60)
    .regex(/^(\*|[a-z_]+\.(\*|[a-z_]+))$/)
    .meta({ description: "An event type or a pattern.", example: "order.*" }),
  targetUrl: z.url({ protocol: /^https?$/ }).max(2000),
});
export const listCallbacksInput = z.object({
  organizationId: idInput.optional(),
  cursor: cursorInput.optional(),
  limit: limitInput(100),
});
export const changeCallbackInput = callbackSettings.extend({ id: idInput });
export const replaySpanInput = z.object({
  id: idInput,
  what: replayWhat.meta({
    description: "`failed`: given up on, cancelled, or missed while switched off. `range`: all, delivered or not.",
  }),
  since: instant,
  until: instant.optional().meta({ description: "Default, and at most, now." }),
});
export const replayIdInput = z.object({ replayId: idInput });
export const stoppedDto = z.object({ stopped: z.literal(true) });
export const endpointIdInput = z.object({ id: idInput });
export const listDeliveriesInput = z.object({
  id: idInput,
  cursor: cursorInput.optional(),
  limit: limitInput(25),
  state: deliveryState.optional(),
});
export const deliveryIdInput = z.object({ deliveryId: idInput });
export const removedDto = z.object({ removed: z.literal(true) });
export const queuedDeliveryDto = z.object({ deliveryId: z.string() });

export type EndpointDto = z.infer<typeof endpointDto>;
export type RegisteredEndpointDto = z.infer<typeof registeredEndpointDto>;
export type FailureGroupDto = z.infer<typeof failureGroupsDto>["items"][number];
export type ReplayDto = z.infer<typeof replayDto>;
export type DeliveryDto = z.infer<typeof deliveryDto>;
export type DeliveryDetailDto = z.infer<typeof deliveryDetailDto>;
