import { z } from "zod";

import { param } from "../../server/exchange.ts";
import type { Route } from "../../server/exchange.ts";
import { json } from "../../server/reply.ts";
import { findPlace, searchPlaces } from "../places.ts";
import type { Place } from "../places.ts";
import { postiError } from "./posti-auth.ts";
import type { PostiAuth } from "./posti-auth.ts";
import { readPostiBody } from "./read-posti-body.ts";

const search = z.strictObject({
  searchCriteria: z.strictObject({
    location: z.strictObject({
      postcode: z.string().min(3).max(10),
      countryCode: z.string().length(2),
      street: z.string().min(1).optional(),
      city: z.string().min(1).optional(),
    }),
    parcelLocker: z.boolean().optional(),
    serviceFilters: z.strictObject({ product: z.strictObject({ code: z.string().regex(/^\d{4}$/) }) }).optional(),
  }),
  limit: z.number().int().min(1).max(15).optional(),
});

const PREFIX = "001";

export function pickupPointRoutes({ guarded }: PostiAuth): Route[] {
  return [
    {
      method: "POST",
      pattern: "/posti/2026-04/pickuppoints",
      handle: guarded((exchange) => {
        const body = readPostiBody(exchange, search);
        if ("refusal" in body) return body.refusal;
        const { searchCriteria, limit = 15 } = body.data;
        const { location, parcelLocker: lockersOnly = false } = searchCriteria;
        const { countryCode: country, postcode } = location;
        const places = searchPlaces(PREFIX, { country, postcode, lockersOnly, limit });
        return json({ pickupPoints: places.map(wire) });
      }),
    },
    {
      method: "GET",
      pattern: "/posti/2026-04/pickuppoints/:id",
      handle: guarded((exchange) => {
        const place = findPlace(PREFIX, param(exchange, "id"));
        return place === undefined ? postiError(404, "NOT_FOUND", "No such pickup point.") : json(wire(place));
      }),
    },
  ];
}

function wire(place: Place) {
  const { id, kind, name, street, postcode, city, country, latitude, longitude, distanceMeters } = place;
  return {
    id,
    publicName: `Posti, ${name}`,
    careOf: null,
    parcelLocker: kind === "locker",
    availability: { openingHours: [] },
    location: {
      countryCode: country,
      street,
      postcode,
      city,
      municipality: city,
      coordinates: { latitude, longitude },
    },
    capabilities: [],
    routingServiceCode: "3201",
    distanceInMeters: distanceMeters,
    pupCode: id.slice(-6).padStart(9, "2"),
  };
}
