import { z } from "zod";

import { DomainError, type Ctx } from "@cartwright/core";
import { listAlerts } from "@cartwright/core/alerts/list-alerts";
import { dryRunRule } from "@cartwright/core/rules/dry-run-rule";
import { getRule } from "@cartwright/core/rules/get-rule";
import { listRuleRuns } from "@cartwright/core/rules/list-rule-runs";
import { listRuleVersions } from "@cartwright/core/rules/list-rule-versions";
import { listRules } from "@cartwright/core/rules/list-rules";
import { permissionsOfRule, readsOfRule } from "@cartwright/core/rules/permissions-of-rule";
import { readRuleChoices } from "@cartwright/core/rules/read-rule-choices";
import { createRule, deleteRule, restoreRule, switchRule, updateRule } from "@cartwright/core/rules/save-rule";

import { holds, permissions, type Permission } from "#permissions.ts";
import { toWire } from "#present/to-wire.ts";
import {
  alertsDto,
  createRuleInput,
  dryRunDto,
  dryRunRuleInput,
  listRuleRunsInput,
  listRulesInput,
  listRuleVersionsInput,
  removedRuleDto,
  restoreRuleInput,
  ruleChoicesDto,
  ruleDto,
  ruleIdInput,
  rulePageDto,
  ruleRunPageDto,
  ruleVersionPageDto,
  switchRuleInput,
  updateRuleInput,
} from "#schemas/automation.ts";
import { procedure, router } from "#trpc.ts";

const tag = "Automation";

export const adminAutomationRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/rules", tag, summary: "Rules in the order in which they are asked" } })
    .input(listRulesInput)
    .output(rulePageDto)
    .query(async ({ ctx, input }) => toWire(await listRules(ctx.core, input))),
  get: procedure
    .meta({ rest: { method: "GET", path: "/rules/{id}", tag, summary: "Read a rule" } })
    .input(ruleIdInput)
    .output(ruleDto)
    .query(async ({ ctx, input }) => toWire(await getRule(ctx.core, { ruleId: input.id }))),
  create: procedure
    .meta({ rest: { method: "POST", path: "/rules", status: 201, tag, summary: "Add a rule, off unless said" } })
    .input(createRuleInput)
    .output(ruleDto)
    .mutation(async ({ ctx, input }) => {
      requireAll(ctx.core, input.definition);
      return toWire(await createRule(ctx.core, input));
    }),
  update: procedure
    .meta({ rest: { method: "PATCH", path: "/rules/{id}", tag, summary: "Save a rule as its next version" } })
    .input(updateRuleInput)
    .output(ruleDto)
    .mutation(async ({ ctx, input: { id: ruleId, ...rule } }) => {
      requireAll(ctx.core, rule.definition);
      return toWire(await updateRule(ctx.core, { ruleId, ...rule }));
    }),
  switch: procedure
    .meta({ rest: { method: "POST", path: "/rules/{id}/switch", tag, summary: "Switch a rule on or off" } })
    .input(switchRuleInput)
    .output(ruleDto)
    .mutation(async ({ ctx, input: { id: ruleId, enabled } }) => {
      if (enabled) requireAll(ctx.core, (await getRule(ctx.core, { ruleId })).definition);
      return toWire(await switchRule(ctx.core, { ruleId, enabled }));
    }),
  remove: procedure
    .meta({ rest: { method: "DELETE", path: "/rules/{id}", tag, summary: "Take a rule away for good" } })
    .input(ruleIdInput)
    .output(removedRuleDto)
    .mutation(async ({ ctx, input }) => {
      await deleteRule(ctx.core, { ruleId: input.id });
      return { removed: true as const };
    }),
  versions: procedure
    .input(listRuleVersionsInput)
    .output(ruleVersionPageDto)
    .query(async ({ ctx, input: { id: ruleId, ...page } }) =>
      toWire(await listRuleVersions(ctx.core, { ruleId, ...page })),
    ),
  restore: procedure
    .input(restoreRuleInput)
    .output(ruleDto)
    .mutation(async ({ ctx, input: { id: ruleId, version } }) => {
      const { items } = await listRuleVersions(ctx.core, { ruleId, cursor: String(version + 1), limit: 1 });
      const earlier = items.find((one) => one.version === version);
      if (earlier) requireAll(ctx.core, earlier.definition);
      return toWire(await restoreRule(ctx.core, { ruleId, version }));
    }),
  runs: procedure
    .meta({ rest: { method: "GET", path: "/rules/{id}/runs", tag, summary: "What a rule made of events, and why" } })
    .input(listRuleRunsInput)
    .output(ruleRunPageDto)
    .query(async ({ ctx, input: { id: ruleId, ...page } }) =>
      toWire(await listRuleRuns(ctx.core, { ruleId, ...page })),
    ),
  dryRun: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/rules/dry-run",
        tag,
        summary: "What a rule would have done with the last events",
      },
    })
    .input(dryRunRuleInput)
    .output(dryRunDto)
    .mutation(async ({ ctx, input }) => {
      requireEach(ctx.core, readsOfRule(input.definition));
      return toWire(await dryRunRule(ctx.core, input));
    }),
  choices: procedure
    .input(z.object({}).optional())
    .output(ruleChoicesDto)
    .query(async ({ ctx }) => toWire(await readRuleChoices(ctx.core))),
  alerts: procedure
    .input(z.object({}).optional())
    .output(alertsDto)
    .query(async ({ ctx }) => ({ items: toWire(await listAlerts(ctx.core)) })),
});

/** Nobody has a rule do what they may not do by hand. */
function requireAll(ctx: Ctx, definition: Parameters<typeof permissionsOfRule>[0]): void {
  requireEach(ctx, permissionsOfRule(definition));
}

function requireEach({ actor }: Ctx, needs: readonly string[]): void {
  const missing = needs.filter((need) => isPermission(need) && !holds(actor, need));
  if (missing.length > 0) throw new DomainError("forbidden", { missing });
}

function isPermission(name: string): name is Permission {
  return permissions.some((one) => one === name);
}
