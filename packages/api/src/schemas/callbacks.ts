import { z } from "zod";

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
    createdAt: instant,
  })
  .meta({ id: "CallbackEndpoint" });

export const registeredEndpointDto = endpointDto
  .extend({ secret: z.string().meta({ description: "`whsec_…`, shown this once." }) })
  .meta({ id: "RegisteredCallbackEndpoint" });

export const endpointListDto = z.object({ items: z.array(endpointDto) }).meta({ id: "CallbackEndpointList" });

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
    .regex(/^(\*|[a-z_]+\.(\*|[a-z_]+))$/)
    .meta({ description: "An event type or a pattern.", example: "order.*" }),
  targetUrl: z.url({ protocol: /^https?$/ }).max(2000),
});
export const listCallbacksInput = z.object({ organizationId: idInput.optional() });
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
export type DeliveryDto = z.infer<typeof deliveryDto>;
export type DeliveryDetailDto = z.infer<typeof deliveryDetailDto>;
