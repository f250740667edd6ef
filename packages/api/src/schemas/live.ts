import { z } from "zod";

/** The streams of the contract, by their names in `/api/v1/live/{stream}`. */
export const liveStreams = ["catalog", "my-orders", "order-count", "low-stock", "recent-orders", "events"] as const;

export const liveInput = z.object({
  lastEventId: z.string().max(40).nullish().meta({ description: "The last `id` that was seen; missed events follow." }),
});
export const liveEventsInput = liveInput.extend({ pattern: z.string().max(60).default("*") });

/**
 * One message of a stream: `event` names its kind (`snapshot`, `resync`, an event's type, `shutdown`), `data` is what
 * changed or the present state.
 */
export const liveMessageDto = z.object({ event: z.string(), data: z.unknown() });

export type LiveMessageDto = z.infer<typeof liveMessageDto>;
