import type { z } from "zod";

import type { Exchange, Reply } from "../../server/exchange.ts";
import { json } from "../../server/reply.ts";

/** The body by its schema, or Posti's refusal of it: keys that are not known are refused too. */
export function readPostiBody<Schema extends z.ZodType>(
  { rawBody }: Exchange,
  schema: Schema,
): { data: z.output<Schema> } | { refusal: Reply } {
  const parsed = schema.safeParse(parse(rawBody));
  if (parsed.success) return { data: parsed.data };
  const details = parsed.error.issues.map(({ path, message, code }) => ({
    field: path.join("."),
    message: code === "unrecognized_keys" ? "Extra inputs are not permitted" : message,
  }));
  const first = details[0];
  const message = `${first?.field ? `${first.field}: ` : ""}${first?.message ?? "not accepted"}`;
  return { refusal: json({ errorCode: "VALIDATION_ERROR", message, details }, 400) };
}

function parse(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString("utf8"));
  } catch {
    return undefined;
  }
}
