import { Prisma } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { readKeysetCursor, writeKeysetCursor } from "#paging/keyset-cursor.ts";

import { ruleDefinition, type RuleDefinition } from "./definition.ts";
import { describeReason } from "./describe-rule.ts";
import type { StoredResult } from "./record-runs.ts";
import { tickType } from "./run-due-rules.ts";
import type { RuleRunView } from "./views.ts";

export interface ListRuleRunsInput {
  readonly ruleId: string;
  /** Only where it acted, or was kept from it. */
  readonly acted?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

interface RunRow {
  id: string;
  cursorAt: string;
  at: Date;
  eventType: string;
  aggregateType: string;
  aggregateId: string;
  result: StoredResult;
  effects: string[] | null;
}

/**
 * What a rule made of events, newest first, and why in words. All runs of the last 14 days are there. Throws `not_found`,
 * `invalid_input`.
 */
export async function listRuleRuns(
  ctx: Ctx,
  { ruleId, acted = false, cursor, limit = 25 }: ListRuleRunsInput,
): Promise<{ items: RuleRunView[]; nextCursor: string | null }> {
  const { organizationId } = ctx;
  const rule = await ctx.db.prisma.rule.findFirst({ where: { organizationId, id: ruleId, deletedAt: null } });
  if (rule === null) throw new DomainError("not_found", { ruleId });
  const versions = await ctx.db.prisma.ruleVersion.findMany({ where: { organizationId, ruleId } });
  const definitions = new Map(versions.map(({ version, definition }) => [version, ruleDefinition.parse(definition)]));
  const page = { organizationId, ruleId, number: String(rule.number), cursor, limit };
  const rows = await (acted ? readFirings(ctx, page) : readRuns(ctx, page, [...definitions.values()]));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last ? writeKeysetCursor([last.cursorAt, last.id]) : null;
  return { items: shown.map((row) => toView(row, definitions)), nextCursor };
}

interface Page {
  readonly organizationId: string;
  readonly ruleId: string;
  readonly number: string;
  readonly cursor: string | undefined;
  readonly limit: number;
}

const firingsOf = Prisma.sql`
  left join rule_firings f on f.rule_id = p.rule_id and f.run_id = r.id`;

// Every run about one of the rule's events holds a result of it: what is passed over is what came while it was off.
function readRuns(ctx: Ctx, page: Page, definitions: readonly RuleDefinition[]): Promise<RunRow[]> {
  const { organizationId, ruleId, number, limit } = page;
  return ctx.db.prisma.$queryRaw<RunRow[]>`
    select r.id::text, r.at::text as "cursorAt", r.at, r.event_type as "eventType", r.aggregate_type as "aggregateType",
      r.aggregate_id::text as "aggregateId", r.results->${number} as result, f.effects
    from rule_runs r cross join (select ${ruleId}::uuid as rule_id) p ${firingsOf}
    where r.organization_id = ${organizationId}::uuid and ${ofTypes(definitions)} and jsonb_exists(r.results, ${number})
      and ${after(page.cursor)}
    order by r.at desc, r.id desc limit ${limit + 1}`;
}

function readFirings(ctx: Ctx, page: Page): Promise<RunRow[]> {
  const { organizationId, ruleId, number, limit } = page;
  return ctx.db.prisma.$queryRaw<RunRow[]>`
    select r.run_id::text as id, r.at::text as "cursorAt", r.at, r.event_type as "eventType",
      r.aggregate_type as "aggregateType", r.aggregate_id::text as "aggregateId", r.effects,
      coalesce((select run.results->${number} from rule_runs run where run.id = r.run_id),
        jsonb_build_array(r.version, r.outcome, null, null)) as result
    from (select *, run_id as id from rule_firings) r
    where r.organization_id = ${organizationId}::uuid and r.rule_id = ${ruleId}::uuid and ${after(page.cursor)}
    order by r.at desc, r.run_id desc limit ${limit + 1}`;
}

function ofTypes(definitions: readonly RuleDefinition[]): Prisma.Sql {
  const types = definitions.flatMap(({ when }) => {
    if (when.kind === "schedule") return [tickType];
    return when.kind === "event" ? [when.event] : [when.event, ...when.unless];
  });
  // Of a pattern the organization's own runs are gone through, newest first.
  if (types.some((type) => type.includes("*"))) return Prisma.sql`true`;
  return Prisma.sql`r.event_type = any(${[...new Set(types)]})`;
}

function after(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`true`;
  const [at, id] = readKeysetCursor(cursor, "timestamptz");
  return Prisma.sql`(r.at, r.id) < (${at}::timestamptz, ${id}::uuid)`;
}

function toView(row: RunRow, definitions: ReadonlyMap<number, RuleDefinition>): RuleRunView {
  const [version, outcome, decidedBy, found] = row.result;
  const definition = definitions.get(version);
  const { eventType: type, aggregateType, aggregateId, at, effects } = row;
  return {
    runId: row.id,
    version,
    outcome,
    reason: definition === undefined ? "" : describeReason(definition, { outcome, decidedBy, found }),
    effects: effects ?? [],
    event: { type, aggregateType, aggregateId },
    at,
  };
}
