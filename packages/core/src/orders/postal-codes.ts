import { getCountries } from "libphonenumber-js";

const threeTwo = /^\d{3} ?\d{2}$/;
const three = /^\d{3}$/;
const four = /^\d{4}$/;
const five = /^\d{5}$/;
const six = /^\d{6}$/;

// After the Universal Postal Union's addressing guides. A country that is not listed takes anything: better a letter too many
// than an order too few.
const patterns: Readonly<Record<string, RegExp>> = {
  AD: /^AD\d{3}$/,
  AT: four,
  AU: four,
  AX: /^22\d{3}$/,
  BE: four,
  BG: four,
  BR: /^\d{5}-?\d{3}$/,
  CA: /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d$/,
  CH: four,
  CN: six,
  CY: four,
  CZ: threeTwo,
  DE: five,
  DK: four,
  EE: five,
  ES: five,
  FI: five,
  FO: three,
  FR: five,
  GB: /^(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPS-UW]|[A-HK-Y]\d[ABEHMNPRV-Y]) ?\d[ABD-HJLNP-UW-Z]{2})$/,
  GL: four,
  GR: threeTwo,
  HR: five,
  HU: four,
  IE: /^(?:D6W|[AC-FHKNPRTV-Y]\d{2}) ?[\dAC-FHKNPRTV-Y]{4}$/,
  IL: /^\d{5}(?:\d{2})?$/,
  IN: /^\d{3} ?\d{3}$/,
  IS: three,
  IT: five,
  JP: /^\d{3}-?\d{4}$/,
  KR: five,
  LI: /^94(?:8[5-9]|9[0-8])$/,
  LT: /^(?:LT-)?\d{5}$/,
  LU: /^(?:L-)?\d{4}$/,
  LV: /^(?:LV-)?\d{4}$/,
  MC: /^980\d{2}$/,
  MT: /^[A-Z]{3} ?\d{4}$/,
  MX: five,
  NL: /^[1-9]\d{3} ?[A-Z]{2}$/,
  NO: four,
  NZ: four,
  PL: /^\d{2}-\d{3}$/,
  PT: /^\d{4}-\d{3}$/,
  RO: six,
  RS: five,
  SE: threeTwo,
  SG: six,
  SI: /^(?:SI-)?\d{4}$/,
  SK: threeTwo,
  SM: /^4789\d$/,
  TR: five,
  UA: five,
  US: /^\d{5}(?:-\d{4})?$/,
  VA: /^00120$/,
  ZA: four,
};

const countries: ReadonlySet<string> = new Set(getCountries());

/** True when `code` (ISO 3166-1 alpha-2, capitals) is a country. */
export function isCountry(code: string): boolean {
  return countries.has(code);
}

/** True when `postalCode`, in capitals, could be one of `country`. */
export function matchesPostalCode(country: string, postalCode: string): boolean {
  return patterns[country]?.test(postalCode) ?? true;
}
