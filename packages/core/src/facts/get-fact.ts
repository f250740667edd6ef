import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { checkKey, readSystemKey } from "./fact-key.ts";
import { factName, readFacts } from "./read-facts.ts";
import type { FactView } from "./views.ts";

/** @throws DomainError `not_found` when no such fact holds, `invalid_input` for what is no key */
export async function getFact(ctx: Ctx, { key }: { key: string }): Promise<FactView> {
  checkKey(key);
  const { organizationId } = ctx;
  if (readSystemKey(key) !== undefined) return readSystemFact(ctx, key);
  const row = await ctx.db.prisma.fact.findUnique({ where: { organizationId_key: { organizationId, key } } });
  if (row === null || (row.expiresAt !== null && row.expiresAt <= ctx.now()))
    throw new DomainError("not_found", { key });
  const { value, setAt, expiresAt } = row;
  return { key, value, system: false, setBy: { type: row.setByType, id: row.setById }, setAt, expiresAt };
}

async function readSystemFact(ctx: Ctx, key: string): Promise<FactView> {
  const question = { organizationId: ctx.organizationId, key };
  const values = await readFacts(ctx.db, { questions: [question], now: ctx.now() });
  const value = values.get(factName(question));
  if (value === undefined) throw new DomainError("not_found", { key });
  return { key, value, system: true, setBy: null, setAt: null, expiresAt: null };
}
