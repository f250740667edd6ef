import type { z } from "zod";

import type { ShopifyOperation } from "../contracts/shopify.ts";

/** What operations cost the last time: Shopify's formula is not public, but its answers say what it reckoned. */
export interface CostMemory {
  /** The points that this will cost; the most that any query may when it was never sent, and for a mutation what all cost. */
  expect(operation: Priced, variables: object): number;
  note(operation: Priced, variables: object, requested: number): void;
}

type Priced = Pick<ShopifyOperation<object, z.ZodType>, "name" | "kind">;

/** No plan lets one query cost more. */
const mostPoints = 1_000;
/** @see https://shopify.dev/docs/api/usage/limits */
const mutationPoints = 10;
const mostKept = 2_000;

export function rememberCosts(): CostMemory {
  const known = new Map<string, number>();
  return {
    expect: ({ name, kind }, variables) =>
      known.get(keyOf(name, variables)) ?? (kind === "mutation" ? mutationPoints : mostPoints),
    note({ name }, variables, requested) {
      const key = keyOf(name, variables);
      known.delete(key);
      known.set(key, requested);
      // A Map keeps the order of insertion: the first is the one that was not asked for the longest.
      if (known.size > mostKept) known.delete(known.keys().next().value ?? key);
    },
  };
}

// Page sizes and the lengths of lists make the price; texts and ids do not.
function keyOf(name: string, variables: object): string {
  const sizes = Object.entries(variables).flatMap(([key, value]): string[] => {
    if (typeof value === "number") return [`${key}=${value}`];
    return Array.isArray(value) ? [`${key}#${value.length}`] : [];
  });
  return [name, ...sizes.toSorted()].join(" ");
}
