import qs from "qs";
import { z } from "zod";

import { isCurrency } from "./money.ts";
import { invalidRequest } from "./stripe-error.ts";
import type { StripeError } from "./stripe-error.ts";

/** Decodes Stripe's bracketed form encoding, from a body or a query string. */
export function decodeForm(encoded: string): Record<string, unknown> {
  return { ...qs.parse(encoded, { depth: 12, arrayLimit: 500, parameterLimit: 5_000, strictDepth: true }) };
}

export const formInteger = z
  .string()
  .regex(/^-?\d{1,15}$/, "Invalid integer")
  .transform(Number);
export const formBoolean = z.enum(["true", "false"]).transform((value) => value === "true");
export const formAmount = formInteger.refine(
  (value) => value >= 0 && value <= 99_999_999,
  "Invalid amount: it must be between 0 and 99999999",
);
export const formCurrency = z
  .string()
  .transform((code) => code.toLowerCase())
  .refine(isCurrency, "Invalid currency");
/** SDKs send "" to unset a value. */
export const formText = z
  .string()
  .max(5_000)
  .transform((text) => (text === "" ? null : text));
export const formExpand = z.array(z.string()).max(20).optional();

export const formMetadata = z
  .union([z.literal("").transform(() => ({})), z.record(z.string().max(40), z.string().max(500))])
  .transform((entries): Record<string, string> => entries)
  .refine((entries) => Object.keys(entries).length <= 50, "Metadata takes at most 50 keys");

export const formAddress = z
  .strictObject({
    city: formText,
    country: formText,
    line1: formText,
    line2: formText,
    postal_code: formText,
    state: formText,
  })
  .partial()
  .transform((address) => ({
    city: null,
    country: null,
    line1: null,
    line2: null,
    postal_code: null,
    state: null,
    ...address,
  }));

export const formShipping = z.strictObject({
  address: formAddress,
  name: z.string(),
  carrier: formText.optional(),
  phone: formText.optional(),
  tracking_number: formText.optional(),
});

/** Parses parameters or throws the 400 that Stripe would give, with `param` written in its bracket form. */
export function parseForm<Schema extends z.ZodType>(schema: Schema, params: Record<string, unknown>): z.output<Schema> {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw issue === undefined ? invalidRequest("Invalid request") : toStripeError(issue, params);
}

function toStripeError(issue: z.core.$ZodIssue, params: Record<string, unknown>): StripeError {
  if (issue.code === "unrecognized_keys") {
    const param = bracketed([...issue.path, issue.keys[0] ?? ""]);
    return invalidRequest(
      `Received unknown parameter: ${param} (unknown to Stripe, or not simulated by this sandbox)`,
      { code: "parameter_unknown", param },
    );
  }
  const param = bracketed(issue.path);
  if (valueAt(params, issue.path) === undefined)
    return invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  const code = issue.message === "Invalid integer" ? { code: "parameter_invalid_integer" } : {};
  return invalidRequest(`${issue.message}: ${param}`, { ...code, param });
}

function bracketed(path: readonly PropertyKey[]): string {
  return path.map((step, index) => (index === 0 ? String(step) : `[${String(step)}]`)).join("");
}

function valueAt(params: unknown, path: readonly PropertyKey[]): unknown {
  let value = params;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}
