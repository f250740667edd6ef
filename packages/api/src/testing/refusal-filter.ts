import type { z } from "zod";

import { refuseBrokenText } from "#refuse-broken-text.ts";

const seenKinds = new Set<string>();

/**
 * Tells whether sending an input may show anything that an earlier one did not. What the schemas let through always may. What
 * they refuse takes one way to its answer, so of that the first for each place in the input, and the first of each kind of
 * refusal that any input met with. Every value is put to the schemas.
 *
 * The function that it answers throws when a schema does.
 */
export function openRefusalFilter(schemas: readonly z.ZodType[]): (input: unknown) => boolean {
  const seenPlaces = new Set<string>();
  return (input) => {
    const refusal = refusalOf(schemas, input);
    return refusal === null || [isNew(seenPlaces, refusal.places), isNew(seenKinds, refusal.kinds)].includes(true);
  };
}

interface Refusal {
  readonly places: string;
  readonly kinds: string;
}

/** Where and how the input is refused before any of our code acts on it; null when it is not. */
function refusalOf(schemas: readonly z.ZodType[], input: unknown): Refusal | null {
  try {
    refuseBrokenText(input);
  } catch {
    return { places: "text", kinds: "text" };
  }
  for (const schema of schemas) {
    const issues = schema.safeParse(input).error?.issues;
    if (issues)
      return {
        places: issues.map(({ path }) => path.join(".")).join(),
        kinds: issues.map(({ code }) => code).join(),
      };
  }
  return null;
}

function isNew(seen: Set<string>, what: string): boolean {
  const isNews = !seen.has(what);
  seen.add(what);
  return isNews;
}
