import { DomainError } from "#errors.ts";

export const mostPerLine = 999;

/** @throws DomainError `invalid_input` unless it is a whole number from `least` (default 1) to 999. */
export function readLineQuantity(quantity: number, least = 1): number {
  if (Number.isInteger(quantity) && quantity >= least && quantity <= mostPerLine) return quantity;
  throw new DomainError("invalid_input", { quantity: "out_of_range" }, { message: "A quantity is 1 to 999." });
}
