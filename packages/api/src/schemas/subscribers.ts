import { z } from "zod";

import { cursorInput, instant, limitInput, nextCursor } from "./paging.ts";

export const subscriberDto = z.object({
  name: z.string(),
  patterns: z.array(z.string()),
  seenAt: instant,
  alive: z.boolean().meta({ description: "A worker whose code holds it was heard of within the last minute." }),
  waiting: z.int().meta({ description: "Your events that it has yet to handle, 1,000 at most." }),
  failed: z.int(),
  oldestAt: instant.nullable(),
  nextAttemptAt: instant.nullable(),
  lastError: z.string().nullable(),
  deadLetters: z.int(),
});
export const subscriberPageDto = z.object({ items: z.array(subscriberDto), nextCursor });

export const listSubscribersInput = z.object({ cursor: cursorInput.optional(), limit: limitInput(50) });
export const subscriberInput = z.object({ name: z.string().min(1).max(200) });
export const retriedSubscriberDto = z.object({ changed: z.int() });

export type SubscriberDto = z.infer<typeof subscriberDto>;
