import { z } from "zod";

import { ruleDefinition } from "@cartwright/core/rules/definition";

import { cursorInput, idInput, instant, limitInput, nextCursor } from "./paging.ts";

const words = { when: z.string(), conditions: z.array(z.string()), actions: z.array(z.string()) };

export const ruleSummaryDto = z
  .object({
    id: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    priority: z.int(),
    version: z.int(),
    when: z.string(),
    actions: z.array(z.string()),
    firedToday: z.int().meta({ description: "In the last 24 hours, 1,000 at most." }),
    troubleToday: z.int().meta({ description: "Stopped, refused or too slow in the last 24 hours, 1,000 at most." }),
    lastFiredAt: instant.nullable(),
    updatedAt: instant,
  })
  .meta({ id: "RuleSummary" });
export const rulePageDto = z.object({ items: z.array(ruleSummaryDto), nextCursor });

export const ruleDto = z
  .object({
    id: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    priority: z.int(),
    version: z.int(),
    definition: ruleDefinition,
    ...words,
    nextRunAt: instant.nullable(),
    updatedAt: instant,
  })
  .meta({ id: "Rule" });

const saved = {
  name: z.string().trim().min(1).max(100),
  priority: z.int().min(-1_000).max(1_000).default(0),
  definition: ruleDefinition,
};

export const ruleIdInput = z.object({ id: idInput });
export const listRulesInput = z.object({ cursor: cursorInput.optional(), limit: limitInput(50) });
export const createRuleInput = z.object({ ...saved, enabled: z.boolean().default(false) });
export const updateRuleInput = z.object({ id: idInput, ...saved, expectedVersion: z.int().min(1).optional() });
export const switchRuleInput = z.object({ id: idInput, enabled: z.boolean() });
export const restoreRuleInput = z.object({ id: idInput, version: z.int().min(1).max(1_000_000) });
export const dryRunRuleInput = z.object(saved);
export const removedRuleDto = z.object({ removed: z.literal(true) });

export const ruleVersionDto = z.object({
  version: z.int(),
  name: z.string(),
  priority: z.int(),
  definition: ruleDefinition,
  ...words,
  savedBy: z.object({ type: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  savedAt: instant,
});
export const ruleVersionPageDto = z.object({ items: z.array(ruleVersionDto), nextCursor });
export const listRuleVersionsInput = z.object({ id: idInput, cursor: cursorInput.optional(), limit: limitInput(20) });

const about = { type: z.string(), aggregateType: z.string(), aggregateId: z.string() };

export const ruleRunDto = z.object({
  runId: z.string(),
  version: z.int(),
  outcome: z.string(),
  reason: z.string().meta({ description: "Why, in words." }),
  effects: z.array(z.string()),
  event: z.object(about),
  at: instant,
});
export const ruleRunPageDto = z.object({ items: z.array(ruleRunDto), nextCursor }).meta({ id: "RuleRunPage" });
export const listRuleRunsInput = z.object({
  id: idInput,
  acted: z.boolean().optional().meta({ description: "Only where it acted, or was kept from it." }),
  cursor: cursorInput.optional(),
  limit: limitInput(25),
});

export const dryRunDto = z
  .object({
    looked: z.int(),
    asked: z.int(),
    wouldAct: z.int(),
    entries: z.array(
      z.object({
        event: z.object({ ...about, at: instant }),
        outcome: z.string(),
        reason: z.string(),
        effects: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: "DryRun" });

/** What the editor offers. */
export const ruleChoicesDto = z.object({
  events: z.array(z.string()),
  fields: z.array(
    z.object({ name: z.string(), label: z.string(), kind: z.string(), from: z.string(), choices: z.array(z.string()) }),
  ),
  placeholders: z.array(z.object({ name: z.string(), label: z.string() })),
  jobs: z.array(z.string()),
  endpoints: z.array(z.object({ id: z.string(), url: z.string() })),
  templates: z.array(
    z.object({ slug: z.string(), name: z.string(), about: z.string(), definition: ruleDefinition, ...words }),
  ),
});

export const alertDto = z.object({
  id: z.string(),
  level: z.enum(["info", "warning"]),
  text: z.string(),
  link: z.string().nullable(),
  at: instant,
});
export const alertsDto = z.object({ items: z.array(alertDto) });

export const emitEventInput = z.object({
  topic: z.string().min(3).max(101).meta({ example: "warehouse.counted" }),
  data: z.record(z.string().max(100), z.json()).default({}),
});
export const emittedEventDto = z.object({ eventId: z.string() });

export type RuleDto = z.infer<typeof ruleDto>;
export type RuleSummaryDto = z.infer<typeof ruleSummaryDto>;
export type RuleRunDto = z.infer<typeof ruleRunDto>;
export type RuleVersionDto = z.infer<typeof ruleVersionDto>;
export type RuleChoicesDto = z.infer<typeof ruleChoicesDto>;
export type DryRunDto = z.infer<typeof dryRunDto>;
export type AlertDto = z.infer<typeof alertDto>;
export type RuleDefinitionDto = z.input<typeof ruleDefinition>;
