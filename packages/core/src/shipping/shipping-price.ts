interface Tariff {
  readonly priceMinor: bigint;
  readonly freeOverMinor: bigint | null;
}

/** What sending costs: nothing from the tariff's threshold on. */
export function shippingPrice({ priceMinor, freeOverMinor }: Tariff, subtotalMinor: bigint): bigint {
  return freeOverMinor !== null && subtotalMinor >= freeOverMinor ? 0n : priceMinor;
}
