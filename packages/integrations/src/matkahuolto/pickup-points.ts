import { z } from "zod";

import type { PickupPoint, PickupPointSearch } from "../contracts/carrier.ts";
import type { XmlElements } from "./xml.ts";

const mhOffice = z.object({
  Id: z.string().min(1),
  Type: z.string().optional(),
  Name: z.string(),
  StreetAddress: z.string().default(""),
  PostalCode: z.string().default(""),
  City: z.string().default(""),
  Country: z.string().optional(),
  /** Kilometres, as Finns write them: `1,8`. */
  Distance: z.string().optional(),
});

export const mhSearchOfficesReply = z.object({
  MHSearchOfficesReply: z.union([z.literal(""), z.looseObject({ Office: z.array(mhOffice).optional() })]),
});

/** Not an error to us: nothing is near, or there is no such address. */
export const nothingNear: ReadonlySet<string> = new Set(["1003", "1004"]);

/** What a search asks for. */
export function searchElements({ postalCode, country, street, city, limit }: PickupPointSearch): XmlElements {
  return {
    StreetAddress: street,
    PostalCode: postalCode,
    City: city,
    Country: country,
    OfficeType: "T",
    ResponseType: "XML",
    MaxResults: String(limit),
    Coordinates: "N",
  };
}

export function mapOffice(office: z.infer<typeof mhOffice>): PickupPoint {
  return {
    id: office.Id,
    routingCode: office.Id,
    // MHX and MHE are the types that their lockers have.
    kind: office.Type === "MHX" || office.Type === "MHE" ? "locker" : "counter",
    name: office.Name,
    street: office.StreetAddress,
    postalCode: office.PostalCode,
    city: office.City,
    country: office.Country || "FI",
    distanceMeters: toMeters(office.Distance),
  };
}

function toMeters(kilometres: string | undefined): number | null {
  if (!kilometres || !/^\d+([.,]\d+)?$/.test(kilometres)) return null;
  return Math.round(Number(kilometres.replace(",", ".")) * 1_000);
}
