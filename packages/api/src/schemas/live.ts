import { z } from "zod";

export const liveInput = z.object({
  lastEventId: z.string().max(40).nullish().meta({ description: "The last `id` that was seen; missed events follow." }),
});
export const liveOrdersInput = liveInput.extend({
  orderId: z.uuid().optional().meta({ description: "With the access token: a guest follows this one order." }),
  accessToken: z.string().max(200).optional(),
});
export const liveEventsInput = liveInput.extend({ pattern: z.string().max(60).default("*") });

/**
 * One message of a stream: `event` names its kind (`state`, `resync`, an event's type, `shutdown`), `data` is what
 * changed or the present state.
 */
export const liveMessageDto = z.object({ event: z.string(), data: z.unknown() });

export type LiveMessageDto = z.infer<typeof liveMessageDto>;
