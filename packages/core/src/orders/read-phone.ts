import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";

/** A phone number as typed in `country` → `+358401234567`, or null when nobody could have that number. */
export function toE164(typed: string, country: string): string | null {
  const parsed = parsePhoneNumberFromString(typed, isSupportedCountry(country) ? country : undefined);
  return parsed?.isPossible() === true ? parsed.number : null;
}
