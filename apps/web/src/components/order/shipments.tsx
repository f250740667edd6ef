import type { OrderDto } from "@cartwright/api/schemas";

import { formatMoment } from "#lib/dates.ts";
import { capitalise, parcelWords } from "#lib/parcel-words.ts";

/** The parcels of an order: where each is, and the way it came, newest first. */
export function Shipments({ order: { shipments } }: { readonly order: OrderDto }) {
  if (shipments.length === 0) return null;
  return (
    <section aria-labelledby="parcel">
      <h2 id="parcel" className="text-14 font-semibold">
        {shipments.length === 1 ? "Your parcel" : "Your parcels"}
      </h2>
      <ul className="mt-2 grid gap-4 text-14">
        {shipments.map((shipment) => (
          <Shipment key={shipment.id} shipment={shipment} />
        ))}
      </ul>
    </section>
  );
}

function Shipment({ shipment }: { readonly shipment: OrderDto["shipments"][number] }) {
  const { carrier, trackingNumber, steps, shippedAt, deliveredAt } = shipment;
  const at = deliveredAt ?? shippedAt;
  return (
    <li>
      <p>
        {capitalise(carrier)}: <span className="font-medium">{whereabouts(shipment)}</span>
      </p>
      {trackingNumber !== null && <p className="figures break-all text-muted">Tracking number {trackingNumber}</p>}
      {steps.length === 0 ? (
        at !== null && <p className="figures text-muted">{formatMoment(at)}</p>
      ) : (
        <ol aria-label="The way of the parcel" className="mt-2 grid gap-2 border-l border-line pl-3">
          {steps.map(({ status, place, occurredAt }) => (
            <li key={`${status} ${occurredAt}`}>
              <span className="block">{parcelWords(status)}</span>
              <span className="figures block text-muted">
                {formatMoment(occurredAt)}
                {place !== null && place !== "" && ` · ${place}`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

const states: Readonly<Record<string, string>> = {
  created: "Packed",
  shipped: "With the carrier",
  delivered: "Delivered",
  cancelled: "Called off",
};

function whereabouts({ state, parcelStatus }: OrderDto["shipments"][number]): string {
  const known = state === "shipped" && parcelStatus !== null ? parcelWords(parcelStatus) : states[state];
  return known ?? capitalise(state);
}
