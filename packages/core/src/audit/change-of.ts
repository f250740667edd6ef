import { isDeepStrictEqual } from "node:util";

type Values = Readonly<Record<string, unknown>>;

/** What an entry of the audit log says of a change: of each field that is another now, what it was and what it is. */
export function changeOf(before: Values, after: Values): { readonly before: object; readonly after: object } {
  const changed = Object.keys(after).filter((field) => !isDeepStrictEqual(plain(before[field]), plain(after[field])));
  return { before: pick(before, changed), after: pick(after, changed) };
}

function pick(values: Values, fields: readonly string[]): object {
  return Object.fromEntries(fields.map((field) => [field, plain(values[field]) ?? null]));
}

// As JSON takes it.
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
