import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { getFact } from "./get-fact.ts";
import { putFact, type NewFact } from "./put-fact.ts";
import type { FactView } from "./views.ts";

/**
 * Sets a fact, or takes it away with null, and answers how it stands. For staff, keys and jobs; rules use `putFact`.
 *
 * @throws DomainError `invalid_input`, as `putFact`
 */
export async function setFact(ctx: Ctx, fact: NewFact): Promise<FactView | null> {
  await transact(ctx.db, (tx) => putFact(tx, ctx, fact));
  ctx.wakeRelay();
  if (fact.value === null) return null;
  try {
    return await getFact(ctx, { key: fact.key });
  } catch (error) {
    // Somebody took it away between the two.
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}
