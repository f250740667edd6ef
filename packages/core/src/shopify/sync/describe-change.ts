import type { ShopifyItem, SyncChange } from "@cartwright/integrations/contracts";

import type { RawRow } from "./upsert-raw.ts";

/** A change for the report: what it was, and for an update which of the fields that Shopify told are others now. */
export function describeChange(
  { externalId, title, payload }: ShopifyItem,
  { result, before }: RawRow,
): SyncChange | null {
  if (result === "created") return { externalId, title, change: "created" };
  if (result === "unchanged" || before === null) return null;
  const fields = Object.keys(payload).filter((key) => key !== "updatedAt" && !same(payload[key], before[key]));
  return { externalId, title, change: "updated", fields };
}

// The database keeps objects with their keys in an order of its own.
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
