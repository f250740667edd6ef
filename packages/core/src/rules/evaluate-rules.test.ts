import { expect, test } from "vitest";

import { ruleDefinition, type Comparison, type RuleDefinitionInput } from "./definition.ts";
import { budgetMs, evaluateRules } from "./evaluate-rules.ts";
import type { Subject } from "./load-subjects.ts";
import { compileConditions } from "./logic.ts";
import { compileRule, type BookRule } from "./rule-book.ts";

const nobody = { order: null, customer: null, product: null, variant: null };

function subjectWith(fields: Record<string, unknown>): Subject {
  return { ids: nobody, fields, facts: new Map(), counts: new Map() };
}

function ruleOf(definition: Partial<RuleDefinitionInput>, number = 1): BookRule {
  const whole = { when: { kind: "event", event: "order.created" }, actions: [{ do: "release_order" }], ...definition };
  return { ...compileRule(ruleDefinition.parse(whole)), id: "r", number, name: "Test", version: 1 };
}

function holds(is: Comparison, found: unknown, value?: string | number | boolean | string[]): boolean {
  const conditions = ruleOf({ conditions: [{ of: "data", path: "x", is, value }] }).definition.conditions;
  return compileConditions({ match: "all", conditions })([found]).yes;
}

test("letters are compared without their case, numbers as numbers also when they come as text", () => {
  expect(holds("is", "Vip", "vip")).toBe(true);
  expect(holds("is", "10.0", 10)).toBe(true);
  expect(holds("is", true, true)).toBe(true);
  expect(holds("above", "9.5", "9")).toBe(true);
  expect(holds("at_least", 5, 5)).toBe(true);
  expect(holds("below", 5, 5)).toBe(false);
  expect(holds("at_most", -1, 0)).toBe(true);
  expect(holds("contains", "Harbour Street", "street")).toBe(true);
  expect(holds("contains", ["a", "b"], "B")).toBe(true);
  expect(holds("one_of", "SE", ["fi", "se"])).toBe(true);
});

test("of what is not there nothing is above, below or equal: only that it is not known, and is not something", () => {
  for (const found of [undefined, null]) {
    for (const is of ["is", "above", "at_least", "below", "at_most", "contains"] as const)
      expect(holds(is, found, 100)).toBe(false);
    expect(holds("one_of", found, ["a"])).toBe(false);
    expect(holds("known", found)).toBe(false);
    for (const is of ["is_not", "contains_not"] as const) expect(holds(is, found, "a")).toBe(true);
    expect(holds("unknown", found)).toBe(true);
  }
  expect(holds("known", 0)).toBe(true);
  expect(holds("below", "abc", 5)).toBe(false);
  expect(holds("below", {}, 5)).toBe(false);
});

test("paths of an event's data lead to its own values alone, never to what objects are made of", () => {
  for (const path of ["constructor", "__proto__", "toString", "a.constructor", "a.length.x"]) {
    const rule = ruleOf({ conditions: [{ of: "data", path, is: "known" }] });
    const [result] = evaluateRules({ rules: [rule], subject: subjectWith({}), cause: { rules: [] }, data: { a: {} } });
    expect(result?.outcome).toBe("no");
  }
});

test("a rule that takes longer than 50 ms does nothing and says so, and those after it are asked", () => {
  let at = 0;
  const times = [0, budgetMs + 1, 0, budgetMs];
  const clock = (): number => times[at++] ?? 0;
  const rules = [ruleOf({}, 1), ruleOf({}, 2)];
  const results = evaluateRules({ rules, subject: subjectWith({}), cause: { rules: [] }, data: {}, clock });
  expect(results.map(({ outcome }) => outcome)).toEqual(["slow", "fired"]);
});

test("2,000 rules that are compiled one after another answer as the first one does", () => {
  const rules = Array.from({ length: 2_000 }, (_, number) =>
    ruleOf({ conditions: [{ of: "field", field: "order.total", is: "above", value: number }] }, number),
  );
  const subject = subjectWith({ "order.total": 1_000 });
  // On a machine that does much else one of them may well be given no time for 50 ms.
  const clock = (): number => 0;
  const results = evaluateRules({ rules, subject, cause: { rules: [] }, data: {}, clock });
  expect(results.filter(({ outcome }) => outcome === "fired")).toHaveLength(1_000);
});
