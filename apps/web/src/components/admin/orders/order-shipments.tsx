import type { OrderDto } from "@cartwright/api/schemas";

import { Status } from "#components/ui/status.tsx";

import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";

const states: Readonly<
  Record<string, { readonly tone: "good" | "active" | "neutral" | "danger"; readonly word: string }>
> = {
  booked: { tone: "active", word: "Booked" },
  shipped: { tone: "good", word: "On its way" },
  delivered: { tone: "good", word: "Delivered" },
  cancelled: { tone: "neutral", word: "Cancelled" },
  failed: { tone: "danger", word: "Failed" },
};

/** The parcels of an order; nothing while there are none. */
export function OrderShipments({ shipments }: { readonly shipments: OrderDto["shipments"] }) {
  if (shipments.length === 0) return null;
  return (
    <Panel title="Shipments">
      <ul className="grid gap-3">
        {shipments.map(({ id, carrier, state, trackingNumber, shippedAt, deliveredAt }) => {
          const at = deliveredAt ?? shippedAt;
          const told = states[state] ?? { tone: "active" as const, word: state.replaceAll("_", " ") };
          return (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <Status tone={told.tone}>{told.word}</Status>
              <span className="capitalize">{carrier}</span>
              {trackingNumber !== null && <span className="figures text-muted">{trackingNumber}</span>}
              {at !== null && <RelativeTime instant={at} className="ml-auto text-muted" />}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
