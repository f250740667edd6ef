import { LogicEngine } from "json-logic-engine";

import type { Comparison, Condition, RuleDefinition } from "./definition.ts";

/** What a rule's conditions look at, one value each in their order; undefined: it is not there. */
export type Looked = readonly unknown[];

/** How a rule's conditions turned out. */
export interface Verdict {
  readonly yes: boolean;
  /** The condition that decided, when one did alone: the first that failed of all, the first that held of any. */
  readonly decidedBy: number | null;
}

/** A rule's conditions, made ready once and asked many times. */
export type CompiledConditions = (looked: Looked) => Verdict;

/**
 * Makes the conditions of a rule ready: each becomes an expression of JSON Logic, evaluated by json-logic-engine as closures.
 *
 * The engine's own comparisons are left out, and these used in their place: those coerce, so that of a value that is not
 * there `< 100` holds. Each rule has an engine of its own: one that sees 500 new expressions in a row stops optimizing.
 */
export function compileConditions({
  match,
  conditions,
}: Pick<RuleDefinition, "match" | "conditions">): CompiledConditions {
  const engine = new LogicEngine(undefined, { disableInline: true });
  for (const [name, compare] of Object.entries(compareBy)) {
    engine.addMethod(name, ([left, right]: readonly unknown[]) => compare(left, right), { deterministic: true });
  }
  const expressions = conditions.map((condition, index) => toExpression(condition, index));
  const holds = (index: number, looked: Looked): boolean => engine.run(expressions[index], { looked }) === true;
  return (looked) => {
    for (const index of expressions.keys()) {
      const held = holds(index, looked);
      if (match === "any" && held) return { yes: true, decidedBy: index };
      if (match === "all" && !held) return { yes: false, decidedBy: index };
    }
    return { yes: match === "all" || conditions.length === 0, decidedBy: null };
  };
}

function toExpression({ is, value }: Condition, index: number): object {
  return { [`cw_${is}`]: [{ val: ["looked", index] }, { preserve: value ?? null }] };
}

type Compare = (left: unknown, right: unknown) => boolean;

const text = (value: unknown): string | null => {
  if (typeof value === "string") return value.trim().toLowerCase();
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
};

const isThere = (value: unknown): boolean => value !== null && value !== undefined;

/** Letters are compared without their case; numbers as numbers, also when they come as text. */
const same: Compare = (left, right) => {
  const [a, b] = [numeric(left), numeric(right)];
  if (a !== null && b !== null) return a === b;
  return text(left) !== null && text(left) === text(right);
};

const has: Compare = (left, right) => {
  if (Array.isArray(left)) return left.some((one) => same(one, right));
  const [whole, part] = [text(left), text(right)];
  return whole !== null && part !== null && whole.includes(part);
};

const ordered =
  (holds: (left: number, right: number) => boolean): Compare =>
  (left, right) => {
    const [a, b] = [numeric(left), numeric(right)];
    return a !== null && b !== null && holds(a, b);
  };

const compareBy: Record<`cw_${Comparison}`, Compare> = {
  cw_is: same,
  cw_is_not: (left, right) => !same(left, right),
  cw_above: ordered((a, b) => a > b),
  cw_at_least: ordered((a, b) => a >= b),
  cw_below: ordered((a, b) => a < b),
  cw_at_most: ordered((a, b) => a <= b),
  cw_contains: has,
  cw_contains_not: (left, right) => !has(left, right),
  cw_one_of: (left, right) => Array.isArray(right) && right.some((one) => same(left, one)),
  cw_known: isThere,
  cw_unknown: (left) => !isThere(left),
};

function numeric(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string" || !/^-?\d{1,15}(\.\d{1,10})?$/.test(value.trim())) return null;
  return Number(value);
}
