import { fromDecimal } from "#pricing/money.ts";

import type { CsvRow, RowError } from "./product-draft.ts";

/** The first of these columns that the row fills; empty when none does. */
export function cell({ cells }: CsvRow, ...names: readonly string[]): string {
  for (const name of names) {
    const value = cells[name]?.trim();
    if (value !== undefined && value !== "") return value;
  }
  return "";
}

/** A decimal price as minor units, or null after saying what is wrong with it. */
export function readPrice(
  row: CsvRow,
  columns: readonly string[],
  context: { currency: string; fail: (error: RowError) => void },
): bigint | null {
  const column = columns[0] ?? "price";
  const text = cell(row, ...columns);
  const reason =
    text === "" ? "the price is missing" : `"${text}" is not a price in ${context.currency}, such as 19.90`;
  const price = fromDecimal(text, context.currency);
  if (price && price.minor >= 0n) return price.minor;
  context.fail({ row: row.row, column, reason });
  return null;
}

/** A whole number of at least zero, `fallback` when empty, or null after saying what is wrong with it. */
export function readCount(
  row: CsvRow,
  columns: readonly string[],
  context: { fallback: number; fail: (error: RowError) => void },
): number | null {
  const text = cell(row, ...columns);
  if (text === "") return context.fallback;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 0 && count <= 10_000_000) return count;
  context.fail({
    row: row.row,
    column: columns[0] ?? "stock",
    reason: `"${text}" is not a whole number of at least 0`,
  });
  return null;
}

/** The values of each option in the order in which the variants name them. */
export function collectOptions(
  names: readonly string[],
  variants: readonly { options: Readonly<Record<string, string>> }[],
) {
  return names.map((name) => ({ name, values: [...new Set(variants.map(({ options }) => options[name] ?? ""))] }));
}

/** Keeps the first variant of each combination; a second one is an error of its row. */
export function dropRepeated<T extends { row: number; options: Readonly<Record<string, string>> }>(
  variants: readonly T[],
  fail: (error: RowError) => void,
): T[] {
  const seen = new Set<string>();
  return variants.filter(({ row, options }) => {
    const key = JSON.stringify(Object.values(options));
    if (seen.has(key)) {
      const what = Object.values(options).join(" / ");
      fail({
        row,
        column: "option values",
        reason: what === "" ? "a product without options has one variant" : `"${what}" is there twice`,
      });
      return false;
    }
    seen.add(key);
    return true;
  });
}
