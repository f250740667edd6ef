import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { ruleDefinition } from "./definition.ts";
import { getRule, inWords } from "./get-rule.ts";
import type { RuleVersionView } from "./views.ts";

/**
 * How a rule was saved, newest first; `before` is the last version of the page before. Throws `not_found`, `invalid_input`.
 */
export async function listRuleVersions(
  ctx: Ctx,
  { ruleId, cursor, limit = 20 }: { ruleId: string; cursor?: string | undefined; limit?: number | undefined },
): Promise<{ items: RuleVersionView[]; nextCursor: string | null }> {
  const { organizationId } = ctx;
  await getRule(ctx, { ruleId });
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) throw new DomainError("invalid_input", { field: "cursor" });
  const rows = await ctx.db.prisma.ruleVersion.findMany({
    where: { organizationId, ruleId, ...(cursor !== undefined && { version: { lt: Number(cursor) } }) },
    orderBy: { version: "desc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const people = page.flatMap(({ savedByType, savedById }) =>
    savedByType === "member" && savedById ? [savedById] : [],
  );
  const users = await ctx.db.prisma.user.findMany({ where: { id: { in: people } }, select: { id: true, name: true } });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  const items = page.map(({ version, name, priority, savedByType, savedById, savedAt, ...row }) => {
    const definition = ruleDefinition.parse(row.definition);
    const savedBy = { type: savedByType, id: savedById, name: names.get(savedById ?? "") ?? null };
    return { version, name, priority, definition, ...inWords(definition), savedBy, savedAt };
  });
  return { items, nextCursor: rows.length > limit ? String(page.at(-1)?.version) : null };
}
