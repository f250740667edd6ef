import { z } from "zod";

const id = z.union([z.string().regex(/^\d+$/), z.int().transform(String)]);
const ids = z.array(id).default([]);

/** The bodies of Shopify's three privacy topics. @see https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance */
const shape = z.object({
  customer: z.object({ id }).nullish(),
  orders_requested: ids,
  orders_to_redact: ids,
});

/** Whom a privacy message is about. */
export function readPrivacyBody(payload: unknown): { customerId: string | null; orderIds: string[] } {
  const { customer, orders_requested: requested, orders_to_redact: redacted } = shape.parse(payload);
  return { customerId: customer?.id ?? null, orderIds: [...requested, ...redacted] };
}
