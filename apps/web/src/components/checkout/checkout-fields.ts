import type { AddressDto } from "@cartwright/api/schemas";

import { countryName, fitsPostalRule, postalExample } from "#lib/countries.ts";

/** What a shopper fills in, as text. */
export interface CheckoutFields {
  readonly email: string;
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  readonly phone: string;
}

export type FieldName = keyof CheckoutFields;
export type FieldErrors = Partial<Record<FieldName, string>>;

/** What is missing or cannot be right, field by field, each with what to do. */
export function checkFields(fields: CheckoutFields): FieldErrors {
  const errors: FieldErrors = {};
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(fields.email.trim()))
    errors.email = "Write an e-mail address, like name@example.com.";
  if (fields.name.trim() === "") errors.name = "Write the name that is on the door.";
  if (fields.line1.trim() === "") errors.line1 = "Write the street and number.";
  if (!fitsPostalRule(fields.country, fields.postalCode)) errors.postalCode = postalError(fields.country);
  else if (fields.postalCode.trim() === "") errors.postalCode = "Write the postal code.";
  if (fields.city.trim() === "") errors.city = "Write the town or city.";
  if (fields.phone.trim() !== "" && fields.phone.replace(/\D/g, "").length < 5)
    errors.phone = "Write a phone number, or leave this empty.";
  return errors;
}

/** The server's word on an address: its details name the field and a code. */
export function readServerErrors(details: Readonly<Record<string, unknown>>, country: string): FieldErrors {
  const errors: FieldErrors = {};
  for (const [field, code] of Object.entries(details))
    if (isFieldName(field)) errors[field] = explain(field, code, country);
  return errors;
}

export function toAddress(fields: CheckoutFields): AddressDto {
  const optional = (text: string) => (text.trim() === "" ? undefined : text.trim());
  return {
    name: fields.name.trim(),
    line1: fields.line1.trim(),
    line2: optional(fields.line2),
    postalCode: fields.postalCode.trim(),
    city: fields.city.trim(),
    country: fields.country,
    phone: optional(fields.phone),
  };
}

const names: readonly FieldName[] = ["email", "name", "line1", "line2", "postalCode", "city", "country", "phone"];

function isFieldName(name: string): name is FieldName {
  return names.some((known) => known === name);
}

function explain(field: FieldName, code: unknown, country: string): string {
  if (code === "postal_code_invalid") return postalError(country);
  if (code === "phone_invalid")
    return `This is not a phone number in ${countryName(country)}. Add the country code, like +358.`;
  if (code === "country_unknown") return "Choose a country from the list.";
  if (code === "too_long") return "Make this shorter.";
  return field === "email" ? "Write an e-mail address, like name@example.com." : "This is needed.";
}

function postalError(country: string): string {
  return `A postal code in ${countryName(country)} looks like ${postalExample(country)}.`;
}
