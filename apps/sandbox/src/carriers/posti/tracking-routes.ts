import { param } from "../../server/exchange.ts";
import type { Exchange, Reply, Route } from "../../server/exchange.ts";
import { json } from "../../server/reply.ts";
import type { Parcel, Parcels, ParcelStatus } from "../parcels.ts";
import type { PostiAuth } from "./posti-auth.ts";

const path = "/posti/tracking/7/shipments";

const codes: Record<ParcelStatus, string> = {
  created: "WAITING",
  shipped: "RECEIVED",
  out_for_delivery: "OUT_FOR_DELIVERY",
  ready_for_pickup: "READY_FOR_PICKUP",
  delivered: "DELIVERED",
  cancelled: "WAITING",
};

/** Tracking 7: by number, by several, by what the sender calls it. What is not found is an empty list. */
export function trackingRoutes({ guarded }: PostiAuth, parcels: Parcels): Route[] {
  const by = (name: string, fits: (parcel: Parcel, wanted: readonly string[]) => boolean): Route => ({
    method: "GET",
    pattern: `${path}/${name}/:wanted`,
    handle: guarded((exchange: Exchange): Reply => {
      const wanted = param(exchange, "wanted").split(",");
      const found = parcels
        .ofCarrier("posti")
        .filter((parcel) => parcel.status !== "cancelled" && fits(parcel, wanted));
      return json({ parcelShipments: found.slice(0, 100).map(wire), freightShipments: [] });
    }),
  });
  return [
    by("trackingnumber", ({ trackingNumber }, [wanted]) => trackingNumber === wanted),
    by("trackingnumbers", ({ trackingNumber }, wanted) => wanted.includes(trackingNumber)),
    by("senderreference", ({ reference }, [wanted]) => reference === wanted),
  ];
}

function wire({ trackingNumber, reference, status, createdAt, events, from }: Parcel) {
  const all = [{ status: "created" as const, place: from, occurredAt: createdAt }, ...events];
  return {
    trackingNumber,
    status: { code: codes[status] },
    references: { sender: [reference] },
    events: all.map((event) => ({
      eventCode: codes[event.status],
      timestamp: event.occurredAt.toISOString(),
      locationName: { en: event.place, fi: event.place },
    })),
  };
}
