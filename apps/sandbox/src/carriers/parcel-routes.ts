import { z } from "zod";

import { param } from "../server/exchange.ts";
import type { Exchange, Route } from "../server/exchange.ts";
import { Refusal, parseJsonBody } from "../server/refusal.ts";
import { json } from "../server/reply.ts";
import type { Parcel, Parcels } from "./parcels.ts";

const advanceInput = z.strictObject({
  status: z.enum(["shipped", "out_for_delivery", "ready_for_pickup", "delivered"]),
});

/** The carriers' insides, for whoever plays with them: where a parcel is, and moving it on by hand. */
export function parcelRoutes(parcels: Parcels): Route[] {
  const find = (exchange: Exchange): Parcel => {
    const number = param(exchange, "trackingNumber");
    const parcel = parcels.byTrackingNumber(number);
    if (parcel === undefined) throw new Refusal(404, "not_found", `There is no parcel ${number}.`);
    return parcel;
  };
  return [
    {
      method: "GET",
      pattern: "/carriers/parcels",
      handle: () => json({ items: (["posti", "matkahuolto"] as const).flatMap((name) => parcels.ofCarrier(name)) }),
    },
    { method: "GET", pattern: "/carriers/parcels/:trackingNumber", handle: (exchange) => json(find(exchange)) },
    {
      method: "POST",
      pattern: "/carriers/parcels/:trackingNumber/advance",
      handle: (exchange) => {
        const parcel = find(exchange);
        const { status } = parseJsonBody(exchange, advanceInput);
        if (!parcels.advance(parcel, status))
          throw new Refusal(409, "invalid_state", `The parcel is already ${parcel.status}.`);
        return json(parcel);
      },
    },
  ];
}
