import { longestChain, type Cause } from "./cause.ts";
import type { Condition } from "./definition.ts";
import { countOf, type Subject } from "./load-subjects.ts";
import type { BookRule } from "./rule-book.ts";

/**
 * What became of a rule and an event: it acts; it waits; its conditions say no; it led to this event itself (`stopped`); too many
 * rules led to it (`deep`); it took too long (`slow`); one before it was the last (`passed`); what it wanted was refused.
 */
export type Outcome = "fired" | "waits" | "no" | "stopped" | "deep" | "slow" | "passed" | "refused";

/** A rule's answer, and what decided. */
export interface RuleResult {
  readonly rule: BookRule;
  readonly outcome: Outcome;
  /** The condition that decided, by its place. */
  readonly decidedBy: number | null;
  /** What stood there, when a condition decided. */
  readonly found: unknown;
}

export interface Evaluation {
  readonly rules: readonly BookRule[];
  readonly subject: Subject;
  readonly cause: Pick<Cause, "rules">;
  readonly data: Readonly<Record<string, unknown>>;
  /** For rules that wait: false at the event, true when the time is up. */
  readonly timeIsUp?: boolean;
  /** A clock of milliseconds, for tests. */
  readonly clock?: () => number;
}

/** So long a rule may think. */
export const budgetMs = 50;

/** Asks rules about one event, in their order. Nothing is written or looked up here. */
export function evaluateRules(evaluation: Evaluation): RuleResult[] {
  let isLast = false;
  return evaluation.rules.map((rule) => {
    const result = isLast ? plain(rule, "passed") : evaluateRule(rule, evaluation);
    isLast ||= result.outcome === "fired" && rule.definition.last;
    return result;
  });
}

function evaluateRule(rule: BookRule, evaluation: Evaluation): RuleResult {
  const { cause, timeIsUp = false, clock = () => performance.now() } = evaluation;
  if (cause.rules.includes(rule.number)) return plain(rule, "stopped");
  if (cause.rules.length >= longestChain) return plain(rule, "deep");
  // Whether it is true is asked when the time is up: much may have changed.
  if (rule.definition.when.kind === "absence" && !timeIsUp) return plain(rule, "waits");
  const startedAt = clock();
  const looked = rule.definition.conditions.map((condition) => look(condition, evaluation));
  const { yes, decidedBy } = rule.check(looked);
  if (clock() - startedAt > budgetMs) return plain(rule, "slow");
  const found = decidedBy === null ? undefined : looked[decidedBy];
  return { rule, outcome: yes ? "fired" : "no", decidedBy, found };
}

function plain(rule: BookRule, outcome: Outcome): RuleResult {
  return { rule, outcome, decidedBy: null, found: undefined };
}

function look(condition: Condition, { subject, data }: Evaluation): unknown {
  switch (condition.of) {
    case "field":
      return subject.fields[condition.field];
    case "data":
      return at(data, condition.path);
    case "fact":
      return subject.facts.get(condition.key);
    case "count":
      return countOf(subject, condition);
  }
}

function at(data: unknown, path: string): unknown {
  let value = data;
  for (const part of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}
