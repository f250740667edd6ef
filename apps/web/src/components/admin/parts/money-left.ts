import type { MoneyDto } from "@cartwright/api/schemas";

import { sum } from "#lib/money.ts";

/** `whole` less `part`; never below nothing in what pages ask for. */
export function moneyLeft(whole: MoneyDto, part: MoneyDto): MoneyDto {
  return sum([whole, { ...part, amount: `-${part.amount}` }], whole);
}

/** The highest share of `total` that `units` of `quantity` come to, the way the server counts it: rounded down. */
export function moneyShare(total: MoneyDto, { units, quantity }: { units: number; quantity: number }): MoneyDto {
  const [, digits = ""] = total.amount.split(".");
  const minor = (BigInt(total.amount.replace(".", "")) * BigInt(units)) / BigInt(quantity);
  const text = minor.toString().padStart(digits.length + 1, "0");
  const amount = digits === "" ? text : `${text.slice(0, -digits.length)}.${text.slice(-digits.length)}`;
  return { amount, currency: total.currency };
}
