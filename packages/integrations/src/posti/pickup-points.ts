import { z } from "zod";

import type { PickupPoint, PickupPointSearch } from "../contracts/carrier.ts";

const postiPickupPoint = z.object({
  id: z.string(),
  publicName: z.string(),
  parcelLocker: z.boolean().nullish(),
  location: z.object({
    countryCode: z.string(),
    street: z.string().nullish(),
    postcode: z.string(),
    city: z.string().nullish(),
    municipality: z.string().nullish(),
  }),
  distanceInMeters: z.number().nullish(),
  pupCode: z.string().nullish(),
});

export const postiPickupPoints = z.object({ pickupPoints: z.array(postiPickupPoint) });

/** One by its id comes bare or in a list of one; both are taken. */
export const onePostiPickupPoint = z.union([
  postiPickupPoint,
  postiPickupPoints.transform(({ pickupPoints }) => pickupPoints[0] ?? null),
]);

/** The body of a search. Posti refuses keys that it does not know, so what is not given is not sent. */
export function searchBody({ postalCode, country, street, city, service, limit }: PickupPointSearch) {
  return {
    searchCriteria: {
      location: {
        postcode: postalCode,
        countryCode: country,
        ...(street === undefined ? {} : { street }),
        ...(city === undefined ? {} : { city }),
      },
      // The gateway names products by their number alone.
      ...(service === undefined ? {} : { serviceFilters: { product: { code: service.replace(/^PO/, "") } } }),
    },
    limit,
  };
}

export function mapPickupPoint(point: z.infer<typeof postiPickupPoint>): PickupPoint {
  const { id, publicName, parcelLocker, location, distanceInMeters, pupCode } = point;
  return {
    id,
    routingCode: pupCode ?? id,
    kind: parcelLocker === true ? "locker" : "counter",
    name: publicName,
    street: location.street ?? "",
    postalCode: location.postcode,
    city: location.city ?? location.municipality ?? "",
    country: location.countryCode,
    distanceMeters: distanceInMeters ?? null,
  };
}
