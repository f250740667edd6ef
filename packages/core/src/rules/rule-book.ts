import type { Db } from "@cartwright/db";

import { matchesPattern } from "#outbox/catalogue.ts";

import { ruleDefinition, type RuleDefinition } from "./definition.ts";
import { compileConditions, type CompiledConditions } from "./logic.ts";
import { needsOf, type Needs } from "./needs.ts";

/** A rule that is switched on, ready to be asked. */
export interface BookRule {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly version: number;
  readonly definition: RuleDefinition;
  readonly check: CompiledConditions;
  readonly needs: Needs;
}

/** One organization's rules that are switched on, by what they wait for. */
export interface OwnRules {
  /** Those that an event of this type is asked of, in their order. */
  startedBy(type: string): readonly BookRule[];
  /** Those that wait for an event of this type not to happen. */
  endedBy(type: string): readonly BookRule[];
  find(ruleId: string): BookRule | undefined;
}

/** The rules of all organizations as this process knows them. */
export interface RuleBook {
  of(organizationId: string): Promise<OwnRules>;
  /** Reads them anew when they are next asked for: somebody has changed some. */
  forget(): void;
}

/** NOTIFY channel that tells all processes that a rule was changed. */
export const rulesChannel = "cartwright_rules";

/** Hearing of changes is what keeps the book true; this bounds how wrong it gets while nobody can be heard. */
const ttlMs = 5_000;
const mostOrganizations = 1_000;

/** A book that reads an organization's rules when one of its events is first asked about, and keeps them. */
export function createRuleBook({ db }: { readonly db: Pick<Db, "pool"> }): RuleBook {
  const kept = new Map<string, { readonly readAt: number; readonly rules: Promise<OwnRules> }>();
  return {
    of(organizationId) {
      const known = kept.get(organizationId);
      if (known !== undefined && performance.now() - known.readAt < ttlMs) return known.rules;
      const rules = readRules(db, organizationId);
      rules.catch(() => kept.delete(organizationId));
      if (kept.size >= mostOrganizations) kept.clear();
      kept.set(organizationId, { readAt: performance.now(), rules });
      return rules;
    },
    forget: () => kept.clear(),
  };
}

interface RuleRow {
  id: string;
  number: number;
  name: string;
  version: number;
  definition: unknown;
}

async function readRules({ pool }: Pick<Db, "pool">, organizationId: string): Promise<OwnRules> {
  const { rows } = await pool.query<RuleRow>({
    name: "rules_switched_on",
    text: `select id::text, number, name, version, definition from rules
           where organization_id = $1::uuid and enabled and deleted_at is null order by priority desc, number`,
    values: [organizationId],
  });
  return indexRules(rows.map(toBookRule));
}

// A version compiles once in a process, however often the book is read: nothing of it ever changes.
const compiled = new Map<string, { check: CompiledConditions; definition: RuleDefinition; needs: Needs }>();
const mostCompiled = 20_000;

function toBookRule({ id, number, name, version, definition }: RuleRow): BookRule {
  const key = `${id} ${version}`;
  const ready = compiled.get(key) ?? compileRule(ruleDefinition.parse(definition));
  if (compiled.size >= mostCompiled) compiled.clear();
  compiled.set(key, ready);
  return { id, number, name, version, ...ready };
}

/** A definition made ready to be asked. */
export function compileRule(definition: RuleDefinition): Pick<BookRule, "check" | "definition" | "needs"> {
  return { definition, check: compileConditions(definition), needs: needsOf(definition) };
}

/** Rules found by the type of an event, which is worked out once for each type. */
export function indexRules(rules: readonly BookRule[]): OwnRules {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const started = remember((type) =>
    rules.filter(({ definition: { when } }) => when.kind !== "schedule" && matchesPattern(when.event, type)),
  );
  const ended = remember((type) =>
    rules.filter(
      ({ definition: { when } }) => when.kind === "absence" && when.unless.some((one) => matchesPattern(one, type)),
    ),
  );
  return { startedBy: started, endedBy: ended, find: (id) => byId.get(id) };
}

const mostTypes = 1_000;

function remember(find: (type: string) => readonly BookRule[]): (type: string) => readonly BookRule[] {
  const known = new Map<string, readonly BookRule[]>();
  return (type) => {
    const rules = known.get(type) ?? find(type);
    if (known.size < mostTypes) known.set(type, rules);
    return rules;
  };
}
