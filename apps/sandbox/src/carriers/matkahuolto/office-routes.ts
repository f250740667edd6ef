import type { Exchange, Route } from "../../server/exchange.ts";
import { findPlace, searchPlaces } from "../places.ts";
import type { Place } from "../places.ts";
import { readXml, urlEncodedXml, xml } from "./xml.ts";

const fields = new Set([
  "Login",
  "Version",
  "Id",
  "StreetAddress",
  "PostalCode",
  "City",
  "Country",
  "OfficeType",
  "ResponseType",
  "MaxResults",
  "Coordinates",
]);
const PREFIX = "9";

/** Pickup points, at the address of today and at the older one that URL-encodes its answer. */
export function officeRoutes(user: string): Route[] {
  const at = (pattern: string, answer: typeof xml): Route => ({
    method: "POST",
    pattern: `/matkahuolto/noutopistehaku/public${pattern}`,
    handle: (exchange) => answer("MHSearchOfficesReply", search(exchange, user)),
  });
  return [at("/v2/searchoffices", xml), at("/searchoffices", urlEncodedXml)];
}

function search(exchange: Exchange, user: string): unknown {
  const asked = readXml(exchange, "MHSearchOfficesRequest");
  if (asked === null || Object.keys(asked).some((name) => !fields.has(name))) return error(1005, "Unexpected error");
  const text = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  if (text("Login") !== user) return error(1001, "Login failed");
  const places =
    text("Id") === "" ? near(text) : [findPlace(PREFIX, text("Id"))].filter((place) => place !== undefined);
  if (places === null) return error(1002, "Location missing");
  if (places.length === 0) return error(1004, "Offices not found");
  return { Office: places.map((place, index) => wire(place, index, text("Coordinates") === "Y")) };
}

function near(text: (name: string) => string): Place[] | null {
  const [postcode, city] = [text("PostalCode"), text("City")];
  if (postcode === "" && city === "") return null;
  if (!/^\d{3,5}$/.test(postcode)) return [];
  const limit = Math.min(15, Number(text("MaxResults") || "5"));
  const lockersOnly = text("OfficeType") === "A";
  return searchPlaces(PREFIX, { country: text("Country") || "FI", postcode, lockersOnly, limit });
}

function wire(place: Place, index: number, coordinates: boolean) {
  const { id, kind, name, street, postcode, city, country, latitude, longitude, distanceMeters } = place;
  return {
    SeqNumber: String(index + 1),
    Id: id,
    Type: kind === "locker" ? "MHX" : "MHM",
    Name: name.toUpperCase(),
    StreetAddress: street.toUpperCase(),
    PostalCode: postcode,
    City: city.toUpperCase(),
    Country: country,
    MhOffice: city.toUpperCase(),
    ShopId: "",
    Distance: (distanceMeters / 1_000).toFixed(1).replace(".", ","),
    ...(coordinates && { Latitude: comma(latitude), Longitude: comma(longitude) }),
  };
}

function comma(degrees: number): string {
  return degrees.toFixed(5).replace(".", ",");
}

function error(number: number, message: string): Record<string, string> {
  return { ErrorNbr: String(number), ErrorMsg: message };
}
