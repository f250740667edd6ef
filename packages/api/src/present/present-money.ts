import { toDecimal, type Money } from "@cartwright/core/pricing/money";

import type { MoneyDto } from "#schemas/money.ts";

export function presentMoney(money: Money): MoneyDto {
  return { amount: toDecimal(money), currency: money.currency };
}

export function presentMoneyOrNull(money: Money | null): MoneyDto | null {
  return money === null ? null : presentMoney(money);
}

export function presentInstant(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
