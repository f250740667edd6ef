import { DomainError } from "#errors.ts";
import { toDecimal, type Money } from "#pricing/money.ts";

import type { OnSale } from "./find-on-sale.ts";

export interface PriceChange {
  readonly variantId: string;
  readonly sku: string;
  readonly title: string;
  readonly expected: Decimal | null;
  readonly current: Decimal;
}

interface Decimal {
  readonly amount: string;
  readonly currency: string;
}

/** What to tell a shopper who saw `expected`; null when that was no price at all. */
export function priceChange(line: OnSale, expected: Money | null): PriceChange {
  const { variantId, sku, title, unitPriceMinor, currency } = line;
  const current = decimal({ minor: unitPriceMinor, currency });
  return { variantId, sku, title, expected: expected && decimal(expected), current };
}

/** @throws DomainError `price_changed` with the lines and what they cost now. */
export function refusePriceChanges(lines: readonly PriceChange[]): void {
  if (lines.length > 0) throw new DomainError("price_changed", { lines });
}

/** @throws DomainError `price_changed` with the total as it is now, when the shopper saw another. */
export function refuseTotalChange(expectedMinor: bigint | undefined, total: Money): void {
  if (expectedMinor === undefined || expectedMinor === total.minor) return;
  const expectedTotal = decimal({ minor: expectedMinor, currency: total.currency });
  throw new DomainError("price_changed", { expectedTotal, total: decimal(total), lines: [] });
}

function decimal(money: Money): Decimal {
  return { amount: toDecimal(money), currency: money.currency };
}
