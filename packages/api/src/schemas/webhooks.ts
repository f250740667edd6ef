import { z } from "zod";

import { cursorInput, idInput, instant, limitInput, nextCursor } from "./paging.ts";

export const inboxState = z.enum(["received", "failed", "ignored", "processed"]);

export const inboxMessageDto = z.object({
  id: z.string(),
  source: z.string(),
  accountId: z.string(),
  externalId: z.string(),
  topic: z.string(),
  state: inboxState,
  error: z.string().nullable(),
  attempts: z.int(),
  receivedAt: instant,
  processedAt: instant.nullable(),
});

export const inboxPageDto = z.object({ items: z.array(inboxMessageDto), nextCursor });

export const inboxMessageDetailDto = inboxMessageDto.extend({
  requestId: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  sizeBytes: z.int(),
  body: z.string().nullable(),
});

export const inboxSourcesDto = z.object({ sources: z.array(z.string()) });

export const listInboxInput = z.object({
  source: z.string().min(1).max(100).optional(),
  state: inboxState.optional(),
  externalId: z.string().min(1).max(200).optional(),
  cursor: cursorInput.optional(),
  limit: limitInput(25),
});
export const inboxMessageIdInput = z.object({ id: idInput });
export const appliedAgainDto = z.object({ id: z.string() });

export type InboxMessageDto = z.infer<typeof inboxMessageDto>;
export type InboxMessageDetailDto = z.infer<typeof inboxMessageDetailDto>;
