import { exponentOf, showMoney } from "./money.ts";
import { invalidRequest } from "./stripe-error.ts";

const SMALLEST = 50;

/**
 * Stripe's rules on what may be charged: at least 50 of the smallest unit, and in three-decimal currencies a multiple of ten
 * (docs.stripe.com/currencies). Throws the 400 that Stripe gives.
 */
export function requireChargeable(amount: number, currency: string, param: string): void {
  if (amount < SMALLEST) {
    throw invalidRequest(`Amount must be at least ${showMoney(SMALLEST, currency)} ${currency}`, {
      code: "amount_too_small",
      param,
    });
  }
  if (exponentOf(currency) === 3 && amount % 10 !== 0) {
    throw invalidRequest(`Amounts in ${currency} must be a multiple of 10`, {
      code: "parameter_invalid_integer",
      param,
    });
  }
}
