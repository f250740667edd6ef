import type { InboxMessageDetailView, InboxMessageView } from "@cartwright/core/webhooks/views";

import type { InboxMessageDetailDto, InboxMessageDto } from "#schemas/webhooks.ts";

import { presentInstant } from "./present-money.ts";

export function presentInboxMessage({ receivedAt, processedAt, ...message }: InboxMessageView): InboxMessageDto {
  return { ...message, receivedAt: receivedAt.toISOString(), processedAt: presentInstant(processedAt) };
}

export function presentInboxMessageDetail(view: InboxMessageDetailView): InboxMessageDetailDto {
  const { requestId, headers, sizeBytes, body } = view;
  return { ...presentInboxMessage(view), requestId, headers: { ...headers }, sizeBytes, body };
}
