import { z } from "zod";

const dayS = 24 * 60 * 60;

/** What may be set for an endpoint; what is left out stays as it is. */
export const callbackSettings = z.object({
  /** How many calls may be under way at once. */
  maxInFlight: z.int().min(1).max(100).optional(),
  /** One at a time in the order of the events; nothing overtakes a failure. */
  ordered: z.boolean().optional(),
  /** Calls a second at most; null: as fast as it answers. */
  ratePerSecond: z.int().min(1).max(1_000).nullable().optional(),
  /** Seconds after each failed attempt: at most 20, each up to a week. Empty: the schedule of everybody. */
  retrySchedule: z
    .array(
      z
        .int()
        .min(1)
        .max(7 * dayS),
    )
    .max(20)
    .optional(),
});

export type CallbackSettings = z.infer<typeof callbackSettings>;
