import type { ProviderMoney } from "#contracts/payment-provider.ts";

// ISO 4217 exponents that are not 2.
const exponents: Readonly<Record<string, number>> = {
  ...all(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
  ...all(3, "BHD IQD JOD KWD LYD OMR TND"),
};

/** `("154.99", "USD")` → 15499 cents. Null when it is no decimal, or finer than the currency: nothing is rounded. */
export function readDecimal(decimal: string | number, currency: string): ProviderMoney | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(String(decimal));
  if (!match) return null;
  const [, sign = "", whole = "0", fraction = ""] = match;
  const exponent = exponentOf(currency);
  const significant = fraction.replace(/0+$/, "");
  if (significant.length > exponent) return null;
  const minor = BigInt(whole + significant.padEnd(exponent, "0"));
  return { minor: sign === "-" ? -minor : minor, currency: currency.toUpperCase() };
}

/** `{ amount: 15499, divisor: 100 }` of USD → 15499 cents. Null when the division leaves more than the currency can say. */
export function readFraction(amount: number, divisor: number, currency: string): ProviderMoney | null {
  if (!Number.isSafeInteger(amount) || !Number.isSafeInteger(divisor) || divisor <= 0) return null;
  const scaled = BigInt(amount) * 10n ** BigInt(exponentOf(currency));
  if (scaled % BigInt(divisor) !== 0n) return null;
  return { minor: scaled / BigInt(divisor), currency: currency.toUpperCase() };
}

/** 15499 cents → `"154.99"`, always with as many digits as the currency has. */
export function toDecimal({ minor, currency }: ProviderMoney): string {
  const exponent = exponentOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, "0");
  const sign = minor < 0n ? "-" : "";
  return exponent === 0 ? sign + digits : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** 15499 cents → `154.99`, for an API that takes prices as JSON numbers. */
export function toDecimalNumber({ minor, currency }: ProviderMoney): number {
  return Number(minor) / 10 ** exponentOf(currency);
}

function exponentOf(currency: string): number {
  return exponents[currency.toUpperCase()] ?? 2;
}

function all(exponent: number, codes: string): Record<string, number> {
  return Object.fromEntries(codes.split(" ").map((code) => [code, exponent]));
}
