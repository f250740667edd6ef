/** An amount in the smallest unit of its currency: `{ minor: 5998n, currency: "EUR" }` is 59.98 €. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

// ISO 4217 exponents that are not 2.
const exponents: Record<string, number> = {
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** Digits after the point in `currency` (ISO 4217): JPY 0, EUR 2, KWD 3. */
export function currencyExponent(currency: string): number {
  return exponents[currency] ?? 2;
}

/** `{ 5998n, EUR }` → `"59.98"`; always with as many digits as the currency has. */
export function toDecimal({ minor, currency }: Money): string {
  const exponent = currencyExponent(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, "0");
  const sign = minor < 0n ? "-" : "";
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/**
 * `("59.98", "EUR")` → `{ 5998n, EUR }`. Numbers are read by their shortest decimal form, so that 29.99 is 2999.
 * Returns null when it is no decimal or has more digits than the currency: nothing is rounded on the way in.
 */
export function fromDecimal(decimal: string | number, currency: string): Money | null {
  const match = /^(-?)(\d{1,18})(?:\.(\d+))?$/.exec(String(decimal));
  if (!match) return null;
  const [, sign = "", whole = "0", fraction = ""] = match;
  const exponent = currencyExponent(currency);
  const significant = fraction.replace(/0+$/, "");
  if (significant.length > exponent) return null;
  const minor = BigInt(whole + significant.padEnd(exponent, "0"));
  return { minor: sign ? -minor : minor, currency };
}

/**
 * Splits `total` in proportion to `weights` so that the parts sum to it exactly; the remainder goes, one unit each,
 * to the parts with the largest fractions (largest remainder method), earlier ones first.
 * All weights zero: an even split.
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) return [];
  const negative = total < 0n;
  const amount = negative ? -total : total;
  const sum = weights.reduce((a, b) => a + b, 0n);
  const effective = sum === 0n ? weights.map(() => 1n) : weights;
  const whole = sum === 0n ? BigInt(weights.length) : sum;
  const parts = effective.map((weight) => (amount * weight) / whole);
  let left = amount - parts.reduce((a, b) => a + b, 0n);
  const byRemainder = effective
    .map((weight, index) => ({ index, remainder: (amount * weight) % whole }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return negative ? parts.map((part) => -part) : parts;
}

/** The tax contained in a gross amount at `rateBps` basis points (2550 = 25.5 %), rounded half up. */
export function includedTax(grossMinor: bigint, rateBps: number): bigint {
  const rate = BigInt(rateBps);
  const divisor = 10_000n + rate;
  return (grossMinor * rate * 2n + divisor) / (divisor * 2n);
}
