import { eventCatalogue } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { jobCatalogue } from "#jobs/catalogue.ts";

import { ruleDefinition, type RuleDefinition } from "./definition.ts";
import { fields, type Field } from "./fields.ts";
import { inWords } from "./get-rule.ts";
import { placeholders } from "./render-text.ts";
import { ruleTemplates } from "./templates.ts";

export interface RuleChoices {
  /** Cartwright's own events, and those that were told lately by rules, staff and integrations. */
  readonly events: readonly string[];
  readonly fields: readonly (Field & { readonly name: string; readonly choices: readonly string[] })[];
  readonly placeholders: readonly { readonly name: string; readonly label: string }[];
  readonly jobs: readonly string[];
  readonly endpoints: readonly { readonly id: string; readonly url: string }[];
  readonly templates: readonly (ReturnType<typeof inWords> & {
    readonly slug: string;
    readonly name: string;
    readonly about: string;
    readonly definition: RuleDefinition;
  })[];
}

const lately = 1_000;
const mostEndpoints = 100;

/** What somebody who writes a rule can choose from. */
export async function readRuleChoices(ctx: Ctx): Promise<RuleChoices> {
  const { organizationId, db } = ctx;
  const [told, endpoints] = await Promise.all([
    db.prisma.$queryRaw<{ type: string }[]>`
      select distinct type from (
        select type from event_log where organization_id = ${organizationId}::uuid order by seq desc limit ${lately}
      ) newest`,
    db.prisma.callbackEndpoint.findMany({
      where: { organizationId, status: { not: "disabled" } },
      select: { id: true, url: true },
      orderBy: { createdAt: "desc" },
      take: mostEndpoints,
    }),
  ]);
  const events = new Set([...Object.keys(eventCatalogue), ...told.map(({ type }) => type)]);
  return {
    events: [...events].toSorted(),
    fields: Object.entries<Field>(fields).map(([name, field]) => ({ ...field, name, choices: field.choices ?? [] })),
    placeholders: Object.entries(placeholders).map(([name, { label }]) => ({ name, label })),
    jobs: jobsOf(ctx),
    endpoints,
    templates: ruleTemplates.map(({ definition, ...template }) => {
      const parsed = ruleDefinition.parse(definition);
      return { ...template, definition: parsed, ...inWords(parsed) };
    }),
  };
}

/** The jobs that an organization may start: those whose payload names it, and needs nothing that a form has no field for. */
function jobsOf({ jobs }: Ctx): string[] {
  const own = Object.entries(jobCatalogue).flatMap(([name, schema]) =>
    "organizationId" in schema.shape ? [name] : [],
  );
  const others = [...(jobs?.handlers().keys() ?? [])].filter(
    (name) => "organizationId" in (jobs?.find(name)?.schema.shape ?? {}),
  );
  return [...new Set([...own, ...others])].toSorted();
}
