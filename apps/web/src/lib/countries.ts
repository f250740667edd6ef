/** A country that the shop's forms know more about than its name. */
interface PostalRule {
  readonly pattern: RegExp;
  /** What a postal code looks like, for the hint and the error. */
  readonly example: string;
  readonly numeric: boolean;
}

const digits = (count: number, example: string): PostalRule => ({
  pattern: new RegExp(`^\\d{${count}}$`),
  example,
  numeric: true,
});

// The server knows the rules of the whole world; these are the ones worth telling while somebody types.
const rules: Readonly<Record<string, PostalRule>> = {
  AT: digits(4, "1010"),
  BE: digits(4, "1000"),
  DE: digits(5, "10115"),
  DK: digits(4, "1050"),
  EE: digits(5, "10111"),
  ES: digits(5, "28001"),
  FI: digits(5, "00100"),
  FR: digits(5, "75001"),
  IE: { pattern: /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/i, example: "D02 X285", numeric: false },
  IT: digits(5, "00118"),
  LT: { pattern: /^(LT-)?\d{5}$/i, example: "LT-01100", numeric: false },
  LV: { pattern: /^(LV-)?\d{4}$/i, example: "LV-1010", numeric: false },
  NL: { pattern: /^[1-9]\d{3} ?[A-Z]{2}$/i, example: "1012 AB", numeric: false },
  NO: digits(4, "0150"),
  PL: { pattern: /^\d{2}-\d{3}$/, example: "00-950", numeric: false },
  PT: { pattern: /^\d{4}-\d{3}$/, example: "1000-001", numeric: false },
  SE: { pattern: /^\d{3} ?\d{2}$/, example: "114 55", numeric: true },
};

/** Where the shop's address form offers to send things, by name. */
export const countries: readonly { readonly code: string; readonly name: string }[] = [
  { code: "FI", name: "Finland" },
  { code: "AT", name: "Austria" },
  { code: "BE", name: "Belgium" },
  { code: "DK", name: "Denmark" },
  { code: "EE", name: "Estonia" },
  { code: "FR", name: "France" },
  { code: "DE", name: "Germany" },
  { code: "IE", name: "Ireland" },
  { code: "IT", name: "Italy" },
  { code: "LV", name: "Latvia" },
  { code: "LT", name: "Lithuania" },
  { code: "NL", name: "Netherlands" },
  { code: "NO", name: "Norway" },
  { code: "PL", name: "Poland" },
  { code: "PT", name: "Portugal" },
  { code: "ES", name: "Spain" },
  { code: "SE", name: "Sweden" },
];

export function countryName(code: string): string {
  return countries.find((country) => country.code === code)?.name ?? code;
}

export function postalExample(country: string): string {
  return rules[country]?.example ?? "";
}

export function postalIsNumeric(country: string): boolean {
  return rules[country]?.numeric ?? false;
}

export function fitsPostalRule(country: string, postalCode: string): boolean {
  return rules[country]?.pattern.test(postalCode.trim()) ?? true;
}
