import type { RelayedEvent } from "./relayed-event.ts";

/** What an endpoint is sent, built once per event: retries and replays send and sign the same bytes. */
export function callbackBody(
  event: Pick<RelayedEvent, "eventId" | "type" | "occurredAt" | "organizationId" | "payload">,
) {
  return JSON.stringify({
    eventId: event.eventId,
    event: event.type,
    timestamp: event.occurredAt.toISOString(),
    organizationId: event.organizationId,
    ...storeOf(event.payload),
    data: event.payload,
  });
}

function storeOf(payload: unknown): { storeId?: string } {
  if (typeof payload !== "object" || payload === null || !("storeId" in payload)) return {};
  return typeof payload.storeId === "string" ? { storeId: payload.storeId } : {};
}
