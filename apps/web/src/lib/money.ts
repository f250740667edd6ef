import type { MoneyDto } from "@cartwright/api/schemas";

import { shop } from "./shop.ts";

const formats = new Map<string, Intl.NumberFormat>();

/** `{ "59.90", EUR }` → `€59.90`. Digits are never rounded: the server sent as many as the currency has. */
export function formatMoney({ amount, currency }: MoneyDto): string {
  const digits = fractionDigits(amount);
  const key = `${currency}${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(shop.locale, {
      style: "currency",
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  // A numeric string is formatted exactly; TypeScript asks to see that it is one.
  return format.format(amount as `${number}`);
}

/** `price` times `count`, for what is shown before the server has answered. */
export function times(price: MoneyDto, count: number): MoneyDto {
  return fromMinor(toMinor(price) * BigInt(count), price);
}

/** The sum of amounts in one currency; `zero` names the currency when there are none. */
export function sum(amounts: readonly MoneyDto[], zero: MoneyDto): MoneyDto {
  return fromMinor(
    amounts.reduce((total, amount) => total + toMinor(amount), 0n),
    zero,
  );
}

/** How much lower `now` is than `before`, in whole percent. */
export function percentOff(now: MoneyDto, before: MoneyDto): number {
  return Math.round((1 - Number(now.amount) / Number(before.amount)) * 100);
}

export function isZero({ amount }: MoneyDto): boolean {
  return Number(amount) === 0;
}

export function sameMoney(a: MoneyDto, b: MoneyDto): boolean {
  return a.amount === b.amount && a.currency === b.currency;
}

function fractionDigits(amount: string): number {
  return amount.split(".")[1]?.length ?? 0;
}

function toMinor({ amount }: MoneyDto): bigint {
  return BigInt(amount.replace(".", ""));
}

function fromMinor(minor: bigint, like: MoneyDto): MoneyDto {
  const digits = fractionDigits(like.amount);
  const text = minor.toString().padStart(digits + 1, "0");
  const amount = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return { amount, currency: like.currency };
}
