import { z } from "zod";

import { DomainError } from "#errors.ts";

const shape = z
  .string()
  .trim()
  .toLowerCase()
  .max(100)
  .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/);

/** A shop's own address at Shopify, in lower case; nothing else is ever asked for a token. Throws `invalid_input`. */
export function readShopDomain(text: string): string {
  const read = shape.safeParse(text);
  if (read.success) return read.data;
  const message = "A shop's address looks like havu.myshopify.com.";
  throw new DomainError("invalid_input", { field: "shop" }, { message });
}
