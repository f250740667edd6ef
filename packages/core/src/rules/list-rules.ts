import type { Ctx } from "#context.ts";
import { readKeysetCursor, writeKeysetCursor } from "#paging/keyset-cursor.ts";

import { ruleDefinition } from "./definition.ts";
import { inWords } from "./get-rule.ts";
import type { RuleSummary } from "./views.ts";

interface RuleRow {
  id: string;
  number: number;
  name: string;
  enabled: boolean;
  priority: number;
  version: number;
  definition: unknown;
  updatedAt: Date;
  firedToday: number;
  troubleToday: number;
  lastFiredAt: Date | null;
}

/** The organization's rules in the order in which they are asked. Throws `invalid_input` for a cursor that is none. */
export async function listRules(
  ctx: Ctx,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<{ items: RuleSummary[]; nextCursor: string | null }> {
  const { organizationId } = ctx;
  const since = new Date(ctx.now().getTime() - 86_400_000);
  const position = cursor === undefined ? null : readKeysetCursor(cursor, "int");
  const rows = await ctx.db.prisma.$queryRaw<RuleRow[]>`
    select r.id::text, r.number, r.name, r.enabled, r.priority, r.version, r.definition, r.updated_at as "updatedAt",
      (select count(*)::int from (select from rule_firings f
        where f.organization_id = r.organization_id and f.rule_id = r.id and f.at > ${since} and f.outcome = 'fired'
        limit 1000) few) as "firedToday",
      (select count(*)::int from (select from rule_firings f
        where f.organization_id = r.organization_id and f.rule_id = r.id and f.at > ${since} and f.outcome <> 'fired'
        limit 1000) few) as "troubleToday",
      (select max(f.at) from rule_firings f
        where f.organization_id = r.organization_id and f.rule_id = r.id) as "lastFiredAt"
    from rules r
    left join rules last on last.organization_id = r.organization_id and last.id = ${position?.[1] ?? null}::uuid
    where r.organization_id = ${organizationId}::uuid and r.deleted_at is null
      and (${position === null} or r.priority < ${Number(position?.[0] ?? 0)}::int
        or r.priority = ${Number(position?.[0] ?? 0)}::int and r.number > last.number)
    order by r.priority desc, r.number limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? writeKeysetCursor([String(last.priority), last.id]) : null;
  return { items: page.map(toSummary), nextCursor };
}

function toSummary({ number: _number, definition, ...row }: RuleRow): RuleSummary {
  const { when, actions } = inWords(ruleDefinition.parse(definition));
  return { ...row, when, actions };
}
