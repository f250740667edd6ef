import { z } from "zod";

import { isCountry, matchesPostalCode } from "./postal-codes.ts";
import { toE164 } from "./read-phone.ts";

const text = (max: number) => z.string().trim().min(1, { error: "required" }).max(max, { error: "too_long" });
const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: "too_long" })
    .transform((value) => (value === "" ? undefined : value))
    .optional();

/**
 * An address as people type it, checked against the rules of its country and brought into the form that we keep: country and
 * postal code in capitals, phone as E.164. Messages are codes: `required`, `too_long`, `country_unknown`, `postal_code_invalid`,
 * `phone_invalid`. Runs in browsers as well.
 */
export const addressSchema = z
  .object({
    name: text(120),
    line1: text(200),
    line2: optionalText(200),
    postalCode: text(20).toUpperCase(),
    city: text(120),
    region: optionalText(120),
    country: text(2).toUpperCase().refine(isCountry, { error: "country_unknown" }),
    phone: optionalText(40),
  })
  .superRefine((address, context) => {
    if (!matchesPostalCode(address.country, address.postalCode))
      context.addIssue({ code: "custom", path: ["postalCode"], message: "postal_code_invalid" });
    if (address.phone !== undefined && toE164(address.phone, address.country) === null)
      context.addIssue({ code: "custom", path: ["phone"], message: "phone_invalid" });
  })
  .transform((address) => ({
    ...address,
    phone: address.phone === undefined ? undefined : (toE164(address.phone, address.country) ?? undefined),
  }));

/** `{ postalCode: "postal_code_invalid" }`: what is wrong with each field, one code a field. */
export function addressProblems(error: z.ZodError): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const { path, code, message } of error.issues) {
    const field = String(path[0] ?? "address");
    problems[field] ??= code === "invalid_type" ? "required" : message;
  }
  return problems;
}
