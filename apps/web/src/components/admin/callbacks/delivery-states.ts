import type { DeliveryDto, EndpointDto } from "@cartwright/api/schemas";

import type { StatusTone } from "#components/ui/status.tsx";

interface Told {
  readonly tone: StatusTone;
  readonly word: string;
}

/** How a delivery's state is told. */
export const deliveryStates = {
  pending: { tone: "warning", word: "Waiting" },
  sending: { tone: "active", word: "Sending" },
  retrying: { tone: "warning", word: "Retrying" },
  delivered: { tone: "good", word: "Delivered" },
  dead: { tone: "danger", word: "Given up" },
  cancelled: { tone: "neutral", word: "Cancelled" },
} as const satisfies Record<DeliveryDto["state"], Told>;

/** How a callback's own state is told. */
export const endpointStates = {
  enabled: { tone: "good", word: "On" },
  paused: { tone: "warning", word: "Paused" },
  disabled: { tone: "danger", word: "Switched off" },
} as const satisfies Record<EndpointDto["status"], Told>;
