/** A place where parcels wait. */
export interface Place {
  id: string;
  kind: "locker" | "counter";
  name: string;
  street: string;
  postcode: string;
  city: string;
  country: string;
  latitude: number;
  longitude: number;
  distanceMeters: number;
}

type Town = readonly [postcode: string, city: string, latitude: number, longitude: number, country: string];

const towns: readonly Town[] = [
  ["00100", "Helsinki", 60.172, 24.932, "FI"],
  ["00500", "Helsinki", 60.188, 24.961, "FI"],
  ["00940", "Helsinki", 60.236, 25.079, "FI"],
  ["01300", "Vantaa", 60.293, 25.041, "FI"],
  ["02100", "Espoo", 60.175, 24.805, "FI"],
  ["04400", "Järvenpää", 60.474, 25.089, "FI"],
  ["13100", "Hämeenlinna", 60.996, 24.464, "FI"],
  ["15110", "Lahti", 60.984, 25.656, "FI"],
  ["20100", "Turku", 60.452, 22.267, "FI"],
  ["28100", "Pori", 61.485, 21.797, "FI"],
  ["33100", "Tampere", 61.498, 23.764, "FI"],
  ["40100", "Jyväskylä", 62.242, 25.747, "FI"],
  ["53100", "Lappeenranta", 61.058, 28.188, "FI"],
  ["60100", "Seinäjoki", 62.79, 22.84, "FI"],
  ["65100", "Vaasa", 63.096, 21.616, "FI"],
  ["70100", "Kuopio", 62.892, 27.678, "FI"],
  ["80100", "Joensuu", 62.601, 29.763, "FI"],
  ["90100", "Oulu", 65.012, 25.465, "FI"],
  ["96100", "Rovaniemi", 66.503, 25.729, "FI"],
  ["11120", "Stockholm", 59.333, 18.058, "SE"],
  ["10111", "Tallinn", 59.437, 24.754, "EE"],
  ["0150", "Oslo", 59.911, 10.752, "NO"],
  ["1050", "København", 55.68, 12.585, "DK"],
];

/** Every town has these, a little apart. */
const houses = [
  { kind: "locker", name: "Citymarket", street: "Kauppakatu 4", north: 0.002, east: 0.003 },
  { kind: "counter", name: "R-kioski", street: "Asematie 1", north: -0.004, east: 0.001 },
  { kind: "locker", name: "S-market", street: "Puistotie 33", north: 0.007, east: -0.009 },
  { kind: "counter", name: "Alepa & Kirja", street: "Koulukatu 12", north: -0.011, east: 0.012 },
] as const;

export interface PlaceSearch {
  country: string;
  postcode: string;
  lockersOnly: boolean;
  limit: number;
}

/** The places nearest to a postal code, nearest first; none in a country that the carrier does not serve. */
export function searchPlaces(prefix: string, { country, postcode, lockersOnly, limit }: PlaceSearch): Place[] {
  const here = towns
    .filter((town) => town[4] === country)
    .toSorted((a, b) => apart(a[0], postcode) - apart(b[0], postcode))[0];
  if (here === undefined) return [];
  const [, , latitude, longitude] = here;
  // Not from the middle of town, or every first place would be as far.
  const home = { latitude: latitude + (Number(postcode) % 7) / 2_000, longitude };
  return allPlaces(prefix)
    .filter((place) => place.country === country && (!lockersOnly || place.kind === "locker"))
    .map((place) => ({ ...place, distanceMeters: distance(home, place) }))
    .toSorted((a, b) => a.distanceMeters - b.distanceMeters)
    .slice(0, limit);
}

/** The place of this id, wherever it is. */
export function findPlace(prefix: string, id: string): Place | undefined {
  return allPlaces(prefix).find((place) => place.id === id);
}

function allPlaces(prefix: string): Place[] {
  return towns.flatMap(([postcode, city, latitude, longitude, country]) =>
    houses.map(({ kind, name, street, north, east }, house) => ({
      id: `${prefix}${postcode.padStart(5, "0")}${house}`,
      kind,
      name: `${name} ${city}`,
      street,
      postcode,
      city,
      country,
      latitude: latitude + north,
      longitude: longitude + east,
      distanceMeters: 0,
    })),
  );
}

function apart(a: string, b: string): number {
  return Math.abs(Number(a) - Number(b.replaceAll(/\D/g, "")));
}

interface Point {
  latitude: number;
  longitude: number;
}

/** Metres between two points, on a flat world: near enough within a town. */
function distance(a: Point, b: Point): number {
  const north = (a.latitude - b.latitude) * 111_320;
  const east = (a.longitude - b.longitude) * 111_320 * Math.cos((a.latitude * Math.PI) / 180);
  return Math.round(Math.hypot(north, east));
}
