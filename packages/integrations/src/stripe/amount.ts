import { ProviderRefusedError } from "../contracts/errors.ts";
import type { ProviderMoney } from "../contracts/payment-provider.ts";

// ISO 4217 gives these no decimals; Stripe still takes them with two, which must be zero
// (https://docs.stripe.com/currencies#special-cases).
const takenWithTwoDecimals = new Set(["ISK", "UGX"]);
// Three decimals in ISO 4217; Stripe wants the last one to be zero.
const lastDecimalZero = new Set(["BHD", "JOD", "KWD", "OMR", "TND"]);

/** Our minor units as Stripe's integer; refuses what Stripe cannot charge exactly rather than rounding it. */
export function toStripeAmount({ minor, currency }: ProviderMoney): number {
  const code = currency.toUpperCase();
  if (lastDecimalZero.has(code) && minor % 10n !== 0n) {
    throw new ProviderRefusedError(`Stripe charges ${code} in steps of ten`, { code: "amount_not_chargeable" });
  }
  const amount = takenWithTwoDecimals.has(code) ? minor * 100n : minor;
  if (amount > BigInt(Number.MAX_SAFE_INTEGER))
    throw new ProviderRefusedError("the amount is too large", { code: "amount_too_large" });
  return Number(amount);
}

/** Stripe's integer as our minor units. */
export function fromStripeAmount(amount: number, currency: string): bigint {
  const minor = BigInt(amount);
  return takenWithTwoDecimals.has(currency.toUpperCase()) ? minor / 100n : minor;
}
