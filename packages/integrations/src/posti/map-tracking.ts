import { z } from "zod";

import type { ParcelStatus, TrackingStep } from "../contracts/carrier.ts";

/** Tracking 7 declares no field as certain to be there; what lacks the few that we need is passed over. */
const localized = z.object({ en: z.string().nullish(), fi: z.string().nullish() }).nullish();
const postiEvent = z.object({
  eventCode: z.string().nullish(),
  statusCode: z.string().nullish(),
  timestamp: z.string().nullish(),
  locationName: z.union([z.string(), localized]).nullish(),
});
const postiParcel = z.object({
  trackingNumber: z.string().nullish(),
  consignmentNumber: z.string().nullish(),
  status: z.union([z.string(), z.object({ code: z.string().nullish() })]).nullish(),
  events: z.array(postiEvent).nullish(),
});

export const postiTracking = z.object({ parcelShipments: z.array(postiParcel).nullish() });

type PostiParcel = z.infer<typeof postiParcel>;

/** What happened to each parcel of an answer, oldest first. */
export function mapTracking({ parcelShipments }: z.infer<typeof postiTracking>): Map<string, TrackingStep[]> {
  const found = new Map<string, TrackingStep[]>();
  for (const parcel of parcelShipments ?? [])
    if (parcel.trackingNumber) found.set(parcel.trackingNumber, stepsOf(parcel));
  return found;
}

function stepsOf({ status, events }: PostiParcel): TrackingStep[] {
  const steps = (events ?? []).flatMap((event): TrackingStep[] => {
    const occurredAt = new Date(event.timestamp ?? Number.NaN);
    const code = event.statusCode ?? event.eventCode;
    if (Number.isNaN(occurredAt.getTime()) || !code) return [];
    return [{ status: mapStatus(code), code, place: placeOf(event.locationName), occurredAt }];
  });
  steps.sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  const last = steps.at(-1);
  const present = typeof status === "string" ? status : status?.code;
  // Events of the public profile carry codes that are not published; where the parcel is, is said for the whole.
  if (last === undefined || !present || mapStatus(present) === "other" || steps.some(({ code }) => code === present))
    return steps;
  return [...steps, { ...last, status: mapStatus(present), code: present }];
}

function placeOf(place: z.infer<typeof postiEvent>["locationName"]): string | null {
  if (typeof place === "string") return place === "" ? null : place;
  return place?.en ?? place?.fi ?? null;
}

function mapStatus(code: string): ParcelStatus {
  return statuses[code] ?? "other";
}

const statuses: Readonly<Record<string, ParcelStatus>> = {
  WAITING: "registered",
  RECEIVED: "shipped",
  IN_TRANSPORT: "in_transit",
  OUT_FOR_DELIVERY: "out_for_delivery",
  READY_FOR_PICKUP: "ready_for_pickup",
  DELIVERED: "delivered",
  CUSTOMS: "customs",
  RETURNED_TO_SENDER: "returned",
  RETURN_WAITING: "returning",
  RETURN_IN_TRANSPORT: "returning",
  RETURN_READY_FOR_PICKUP: "returning",
  RETURN_DELIVERED: "returned",
};
