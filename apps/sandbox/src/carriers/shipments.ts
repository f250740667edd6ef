import { randomInt, randomUUID } from "node:crypto";

import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";
import type { Deliveries } from "../outgoing/deliveries.ts";
import { timestampedSignature } from "../outgoing/sign.ts";
import type { SeededRandom } from "../seeded-random.ts";

export const carriers = ["posti", "matkahuolto"] as const;
type Carrier = (typeof carriers)[number];
type ShipmentStatus = "created" | "shipped" | "delivered";

export interface Shipment {
  id: string;
  carrier: Carrier;
  reference: string;
  trackingNumber: string;
  status: ShipmentStatus;
  createdAt: string;
  events: { eventId: string; status: ShipmentStatus; occurredAt: string }[];
  callbackPath: string | undefined;
}

interface NewShipment {
  reference: string;
  carrier: Carrier;
  callbackPath?: string | undefined;
  minDelayMs: number;
  maxDelayMs: number;
}

export interface Shipments {
  create(wanted: NewShipment): Shipment;
  find(id: string): Shipment | undefined;
  /** Moves a shipment forward and tells its webhook. Answers false when it is already there or past it. */
  advance(shipment: Shipment, status: "shipped" | "delivered"): boolean;
  clear(): void;
}

export interface ShipmentParts {
  clock: Clock;
  random: SeededRandom;
  deliveries: Deliveries;
  secrets: Record<Carrier, string>;
}

const MOST_SHIPMENTS = 10_000;
const order: readonly ShipmentStatus[] = ["created", "shipped", "delivered"];

/** Parcels that travel by themselves: shipped, then delivered, each a few seconds after the step before. */
export function createShipments(parts: ShipmentParts): Shipments {
  const shipments = new BoundedMap<string, Shipment>(MOST_SHIPMENTS);

  function advance(shipment: Shipment, status: "shipped" | "delivered"): boolean {
    if (order.indexOf(status) <= order.indexOf(shipment.status)) return false;
    shipment.status = status;
    const event = { eventId: randomUUID(), status, occurredAt: parts.clock.now().toISOString() };
    shipment.events.push(event);
    sendStatus(parts, shipment, event);
    return true;
  }

  return {
    create(wanted) {
      const { reference, carrier, callbackPath } = wanted;
      const shipment: Shipment = {
        id: `shp_${randomUUID()}`,
        carrier,
        reference,
        trackingNumber: newTrackingNumber(carrier),
        status: "created",
        createdAt: parts.clock.now().toISOString(),
        events: [],
        callbackPath,
      };
      shipments.set(shipment.id, shipment);
      const pause = () => parts.random.between(wanted.minDelayMs, wanted.maxDelayMs);
      const isKept = () => shipments.get(shipment.id) === shipment;
      parts.clock.schedule(pause(), () => {
        if (!isKept()) return;
        advance(shipment, "shipped");
        parts.clock.schedule(pause(), () => isKept() && advance(shipment, "delivered"));
      });
      return shipment;
    },
    find: (id) => shipments.get(id),
    advance,
    clear: () => shipments.clear(),
  };
}

function sendStatus(parts: ShipmentParts, shipment: Shipment, event: Shipment["events"][number]): void {
  const { carrier, reference, trackingNumber, callbackPath } = shipment;
  const body = JSON.stringify({
    eventId: event.eventId,
    carrier,
    trackingNumber,
    reference,
    status: event.status,
    occurredAt: event.occurredAt,
  });
  const sign = (timestamp: number) => ({
    "x-carrier-signature": timestampedSignature(parts.secrets[carrier], timestamp, body),
  });
  const type = `shipment.${event.status}`;
  void parts.deliveries.send({ channel: carrier, eventId: event.eventId, type, body, path: callbackPath, sign }, 0);
}

/** In each carrier's manner: Posti's begin with JJFI, Matkahuolto's with MH. */
function newTrackingNumber(carrier: Carrier): string {
  const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join("");
  return carrier === "posti" ? `JJFI${digits(17)}` : `MH${digits(12)}`;
}
