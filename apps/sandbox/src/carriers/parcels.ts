import { randomInt, randomUUID } from "node:crypto";

import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";
import type { Deliveries } from "../outgoing/deliveries.ts";
import { timestampedSignature } from "../outgoing/sign.ts";
import type { SeededRandom } from "../seeded-random.ts";

type Carrier = "posti" | "matkahuolto";
export type ParcelStatus = "created" | "shipped" | "out_for_delivery" | "ready_for_pickup" | "delivered" | "cancelled";

export interface ParcelEvent {
  eventId: string;
  status: ParcelStatus;
  place: string;
  occurredAt: Date;
}

export interface Parcel extends NewParcel {
  id: string;
  trackingNumber: string;
  status: ParcelStatus;
  createdAt: Date;
  events: ParcelEvent[];
}

export interface NewParcel {
  carrier: Carrier;
  /** What the sender calls it. */
  reference: string;
  service: string;
  kind: "pickup" | "home" | "return";
  receiver: string;
  from: string;
  to: string;
}

export interface Parcels {
  create(wanted: NewParcel): Parcel;
  find(carrier: Carrier, id: string): Parcel | undefined;
  byTrackingNumber(trackingNumber: string): Parcel | undefined;
  ofCarrier(carrier: Carrier): Parcel[];
  /** Moves a parcel forward and tells its webhook. Answers false when it is already there or past it. */
  advance(parcel: Parcel, status: ParcelStatus): boolean;
  /** Calls it off; false when it has left. */
  cancel(parcel: Parcel): boolean;
  clear(): void;
}

export interface ParcelParts {
  clock: Clock;
  random: SeededRandom;
  deliveries: Deliveries;
  secrets: Record<Carrier, string>;
}

const MOST_PARCELS = 10_000;
const PAUSE_MS = [2_000, 8_000] as const;
const order: Record<ParcelStatus, number> = {
  created: 0,
  shipped: 1,
  out_for_delivery: 2,
  ready_for_pickup: 2,
  delivered: 3,
  cancelled: 4,
};

/** Parcels that travel by themselves: shipped, near, then delivered, within seconds. */
export function createParcels(parts: ParcelParts): Parcels {
  const parcels = new BoundedMap<string, Parcel>(MOST_PARCELS);

  function advance(parcel: Parcel, status: ParcelStatus): boolean {
    if (order[status] <= order[parcel.status]) return false;
    parcel.status = status;
    const place = status === "shipped" ? parcel.from : parcel.to;
    const event = { eventId: randomUUID(), status, place, occurredAt: wholeSecond(parts.clock.now()) };
    parcel.events.push(event);
    tell(parts, parcel, event);
    return true;
  }

  function travel(parcel: Parcel): void {
    const pause = () => parts.random.between(...PAUSE_MS);
    const later = (ms: number, status: ParcelStatus, then?: () => void) =>
      parts.clock.schedule(ms, () => {
        if (parcels.get(parcel.trackingNumber) !== parcel || parcel.status === "cancelled") return;
        advance(parcel, status);
        then?.();
      });
    later(pause(), "shipped", () => {
      const ms = pause();
      later(ms / 2, parcel.kind === "home" ? "out_for_delivery" : "ready_for_pickup");
      later(ms, "delivered");
    });
  }

  return {
    create(wanted) {
      const trackingNumber = newTrackingNumber(wanted.carrier);
      const createdAt = wholeSecond(parts.clock.now());
      const parcel: Parcel = { ...wanted, id: randomUUID(), trackingNumber, status: "created", createdAt, events: [] };
      parcels.set(trackingNumber, parcel);
      travel(parcel);
      return parcel;
    },
    find: (carrier, id) => [...parcels.values()].find((parcel) => parcel.carrier === carrier && parcel.id === id),
    byTrackingNumber: (trackingNumber) => parcels.get(trackingNumber),
    ofCarrier: (carrier) => [...parcels.values()].filter((parcel) => parcel.carrier === carrier),
    advance,
    cancel(parcel) {
      if (parcel.status !== "created" && parcel.status !== "cancelled") return false;
      parcel.status = "cancelled";
      return true;
    },
    clear: () => parcels.clear(),
  };
}

function tell(parts: ParcelParts, { carrier, reference, trackingNumber }: Parcel, event: ParcelEvent): void {
  const { eventId, status, place, occurredAt } = event;
  const body = JSON.stringify({ eventId, carrier, trackingNumber, reference, status, place, occurredAt });
  const sign = (timestamp: number) => ({
    "x-carrier-signature": timestampedSignature(parts.secrets[carrier], timestamp, body),
  });
  void parts.deliveries.send({ channel: carrier, eventId, type: `parcel.${status}`, body, sign }, 0);
}

/** As exact as Matkahuolto's clock. */
function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1_000) * 1_000);
}

/** In each carrier's manner: Posti's begin with JJFI, Matkahuolto's with MH. */
function newTrackingNumber(carrier: Carrier): string {
  const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join("");
  return carrier === "posti" ? `JJFI${digits(17)}` : `MH${digits(12)}`;
}
