import { allocate, includedTax } from "./money.ts";

export interface PriceableLine {
  readonly quantity: number;
  readonly unitPriceMinor: bigint;
}

export interface PricingInput {
  readonly lines: readonly PriceableLine[];
  /** Off the whole order; never more than the lines cost. Default 0. */
  readonly discountMinor?: bigint;
  readonly shippingMinor: bigint;
  /** VAT contained in prices, in basis points. */
  readonly taxRateBps: number;
}

export interface PricedLine {
  readonly discountMinor: bigint;
  /** Unit price × quantity − discount. */
  readonly totalMinor: bigint;
  readonly taxIncludedMinor: bigint;
}

export interface PricedCart {
  /** In the order of the input. */
  readonly lines: readonly PricedLine[];
  readonly subtotalMinor: bigint;
  readonly discountMinor: bigint;
  readonly shippingMinor: bigint;
  /** Subtotal + shipping − discount. */
  readonly totalMinor: bigint;
  /** The tax within the total; lines and shipping share it to the last unit. */
  readonly taxIncludedMinor: bigint;
}

/**
 * What a cart costs, in minor units. Pure: the same input, the same price. Discount and tax are split over the lines so that the parts
 * sum to the whole, whatever the currency's exponent.
 */
export function priceCart(input: PricingInput): PricedCart {
  const gross = input.lines.map((line) => line.unitPriceMinor * BigInt(line.quantity));
  const subtotalMinor = sum(gross);
  const wanted = input.discountMinor ?? 0n;
  const discountMinor = wanted > subtotalMinor ? subtotalMinor : wanted;
  const discounts = allocate(discountMinor, gross);
  const totals = gross.map((amount, index) => amount - (discounts[index] ?? 0n));
  const totalMinor = subtotalMinor - discountMinor + input.shippingMinor;
  const taxIncludedMinor = includedTax(totalMinor, input.taxRateBps);
  const taxes = allocate(taxIncludedMinor, [...totals, input.shippingMinor]);
  return {
    lines: totals.map((amount, index) => ({
      discountMinor: discounts[index] ?? 0n,
      totalMinor: amount,
      taxIncludedMinor: taxes[index] ?? 0n,
    })),
    subtotalMinor,
    discountMinor,
    shippingMinor: input.shippingMinor,
    totalMinor,
    taxIncludedMinor,
  };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
