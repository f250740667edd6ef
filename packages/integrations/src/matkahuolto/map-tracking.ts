import { z } from "zod";

import type { ParcelStatus, TrackingStep } from "../contracts/carrier.ts";
import { fromHelsinki } from "./helsinki-time.ts";

const mhEvent = z.object({
  shipmentNumber: z.string().nullish(),
  parcelNumber: z.string().nullish(),
  senderReference: z.string().nullish(),
  eventCode: z.coerce.string(),
  eventTime: z.string(),
  eventPlace: z.string().nullish(),
});

export type MhEvent = z.infer<typeof mhEvent>;

/**
 * The events of an answer. Nothing found is an empty message. The JSON is the XML put otherwise: its names may begin with a
 * capital, and its list may sit in a root element.
 */
export function readEvents(answer: unknown): MhEvent[] {
  if (answer === null || answer === "" || answer === undefined) return [];
  if (Array.isArray(answer)) return answer.map((event) => mhEvent.parse(lowerNames(event)));
  const named = z.record(z.string(), z.unknown()).parse(lowerNames(answer));
  const inner = named["mHTrackingEvents"] ?? named["trackingEvents"] ?? named["events"] ?? named["event"];
  if (inner === undefined) return Object.keys(named).length === 0 ? [] : [mhEvent.parse(named)];
  return readEvents(inner);
}

/** What happened to each parcel, oldest first. */
export function mapTracking(events: readonly MhEvent[]): Map<string, TrackingStep[]> {
  const found = new Map<string, TrackingStep[]>();
  for (const event of events) {
    const step = toStep(event);
    const numbers = new Set([event.shipmentNumber, event.parcelNumber]);
    for (const number of numbers) if (number && step) found.set(number, [...(found.get(number) ?? []), step]);
  }
  for (const steps of found.values()) steps.sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  return found;
}

function toStep({ eventCode, eventTime, eventPlace }: MhEvent): TrackingStep | null {
  const occurredAt = fromHelsinki(eventTime);
  if (occurredAt === null) return null;
  const code = eventCode.padStart(2, "0");
  return { status: statuses[code] ?? "other", code, place: eventPlace || null, occurredAt };
}

function lowerNames(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name.charAt(0).toLowerCase() + name.slice(1), part]),
  );
}

const statuses: Readonly<Record<string, ParcelStatus>> = {
  "02": "registered",
  "08": "shipped",
  "10": "shipped",
  "12": "in_transit",
  "15": "shipped",
  "25": "in_transit",
  "35": "in_transit",
  "40": "in_transit",
  "41": "in_transit",
  "45": "out_for_delivery",
  "46": "in_transit",
  "47": "in_transit",
  "48": "in_transit",
  "50": "ready_for_pickup",
  "55": "ready_for_pickup",
  "56": "ready_for_pickup",
  "57": "ready_for_pickup",
  "60": "delivered",
  "61": "delivered",
  "70": "returning",
  "97": "attempted",
};
