import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { ruleDefinition, type RuleDefinition } from "./definition.ts";
import { describeAction, describeCondition, describeWhen } from "./describe-rule.ts";
import type { RuleView } from "./views.ts";

/** @throws DomainError `not_found`, also for one that was deleted */
export async function getRule(ctx: Ctx, { ruleId }: { ruleId: string }): Promise<RuleView> {
  const where = { organizationId: ctx.organizationId, id: ruleId, deletedAt: null };
  const row = await ctx.db.prisma.rule.findFirst({ where });
  if (row === null) throw new DomainError("not_found", { ruleId });
  const { id, name, enabled, priority, version, nextRunAt, updatedAt } = row;
  const definition = ruleDefinition.parse(row.definition);
  return { id, name, enabled, priority, version, definition, ...inWords(definition), nextRunAt, updatedAt };
}

/** A definition in words. */
export function inWords({ when, conditions, actions }: RuleDefinition) {
  return {
    when: describeWhen(when),
    conditions: conditions.map(describeCondition),
    actions: actions.map(describeAction),
  };
}
