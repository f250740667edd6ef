import type { OrderDto } from "@cartwright/api/schemas";

import { formatMoment } from "#lib/dates.ts";

const states: Readonly<Record<string, string>> = {
  booked: "Booked with the carrier",
  shipped: "With the carrier",
  in_transit: "With the carrier",
  delivered: "Delivered",
};

export function Shipments({ order: { shipments } }: { readonly order: OrderDto }) {
  if (shipments.length === 0) return null;
  return (
    <section aria-labelledby="parcel">
      <h2 id="parcel" className="text-14 font-semibold">
        {shipments.length === 1 ? "Your parcel" : "Your parcels"}
      </h2>
      <ul className="mt-2 grid gap-4 text-14">
        {shipments.map(({ id, carrier, state, trackingNumber, shippedAt, deliveredAt }) => (
          <li key={id}>
            <p>
              {capitalise(carrier)}: {states[state] ?? capitalise(state.replaceAll("_", " "))}
            </p>
            {trackingNumber !== null && <p className="figures text-muted">Tracking number {trackingNumber}</p>}
            {(deliveredAt ?? shippedAt) !== null && (
              <p className="figures text-muted">{formatMoment(deliveredAt ?? shippedAt ?? "")}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
