import { z } from "zod";

import type { Address } from "#orders/address.ts";

const shape = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string().optional(),
  postalCode: z.string(),
  city: z.string(),
  region: z.string().optional(),
  country: z.string(),
  phone: z.string().optional(),
});

/** An address from a JSON column; null when there is none. */
export function readStoredAddress(stored: unknown): Address | null {
  return stored === null || stored === undefined ? null : shape.parse(stored);
}
