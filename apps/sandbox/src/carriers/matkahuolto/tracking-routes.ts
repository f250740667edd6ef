import { header } from "../../server/exchange.ts";
import type { Exchange, Reply, Route } from "../../server/exchange.ts";
import { json } from "../../server/reply.ts";
import type { Parcel, ParcelEvent, Parcels, ParcelStatus } from "../parcels.ts";
import type { MatkahuoltoLogin } from "./shipment-routes.ts";
import { xml } from "./xml.ts";

const codes: Record<ParcelStatus, string> = {
  created: "02",
  shipped: "15",
  out_for_delivery: "45",
  ready_for_pickup: "50",
  delivered: "60",
  cancelled: "02",
};

const finnish = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Helsinki",
  dateStyle: "short",
  timeStyle: "medium",
});

/** Tracking 1.3: by numbers, ten at most, or by time. Nothing found is an empty message. */
export function trackingRoutes({ user, password }: MatkahuoltoLogin, parcels: Parcels): Route[] {
  const credentials = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  return [
    {
      method: "GET",
      pattern: "/matkahuolto/mpaketti/public/tracking",
      handle: (exchange) => {
        if (header(exchange, "authorization") !== credentials) return refusal(exchange, 401, 50, "Not authenticated");
        return track(exchange, parcels);
      },
    },
  ];
}

function track(exchange: Exchange, parcels: Parcels): Reply {
  const ids = exchange.query.get("ids")?.split(",") ?? [];
  const [from, to] = [exchange.query.get("from"), exchange.query.get("to")];
  if (ids.length === 0 && from === null && to === null) return refusal(exchange, 400, 10, "Missing parameter");
  if ([from, to].some((time) => time !== null && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(time)))
    return refusal(exchange, 400, 11, "Invalid date");
  if (ids.length > 10) return refusal(exchange, 400, 12, "More than ten ids");
  const events = parcels
    .ofCarrier("matkahuolto")
    .filter((parcel) => parcel.status !== "cancelled" && (ids.length === 0 || ids.includes(parcel.trackingNumber)))
    .flatMap(eventsOf)
    .filter(({ EventTime: at }) => (from === null || at >= from) && (to === null || at <= to));
  if (!wantsJson(exchange)) return xml("MHTrackingEvents", events.length === 0 ? "" : { Event: events });
  return events.length === 0 ? { status: 200, headers: {}, body: "" } : json({ MHTrackingEvents: { Event: events } });
}

function eventsOf(parcel: Parcel) {
  const { trackingNumber, reference, createdAt, from } = parcel;
  const told = { eventId: `${parcel.id}-0`, status: "created" as const, place: from, occurredAt: createdAt };
  return [told, ...parcel.events].map((event: ParcelEvent) => ({
    EventId: event.eventId,
    ShipmentNumber: trackingNumber,
    ParcelNumber: trackingNumber,
    SenderReference: reference,
    EventCode: codes[event.status],
    EventTime: finnish.format(event.occurredAt).replace(" ", "T"),
    EventPlace: event.place,
    OfficeCode: "",
    Remarks: "",
  }));
}

function wantsJson(exchange: Exchange): boolean {
  return header(exchange, "accept")?.includes("application/json") === true;
}

function refusal(exchange: Exchange, status: number, code: number, text: string): Reply {
  const error = { EventId: "", ErrorCode: String(code), ErrorText: text };
  if (wantsJson(exchange)) return json({ Error: error }, status);
  return { ...xml("MHTrackingEvents", { Error: error }), status };
}
