/** What a view becomes on its way out: instants are text, everything else is as it was. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { -readonly [K in keyof T]: Wire<T[K]> }
      : T;

/** A view without money, for an output whose schema says which of its fields are told. Instants become ISO 8601 in UTC. */
export function toWire<T>(view: T): Wire<T> {
  // The type says field by field what the function does value by value; the compiler cannot follow.
  return convert(view) as Wire<T>;
}

function convert(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, convert(part)]));
}
