import { DomainError } from "#errors.ts";

import { addressProblems, addressSchema } from "./address-schema.ts";
import type { Address } from "./address.ts";

/**
 * An address in the form that we keep.
 *
 * @throws DomainError `address_invalid` with a code for each field.
 */
export function readAddress(entered: unknown): Address {
  const parsed = addressSchema.safeParse(entered);
  if (!parsed.success) throw new DomainError("address_invalid", addressProblems(parsed.error));
  return parsed.data;
}
