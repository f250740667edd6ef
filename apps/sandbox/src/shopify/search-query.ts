import { badInput } from "./connections.ts";

/** A condition of Shopify's search language, as far as the sandbox speaks it. */
export interface Condition {
  readonly field: "updated_at" | "created_at" | "id";
  readonly compare: ">" | ">=" | "<" | "<=" | "=";
  /** Milliseconds for a time; an id's number. */
  readonly value: bigint;
}

const term = /\s*(?:AND\s+)?(\w+):\s*(>=|<=|>|<|=)?\s*(?:'([^']*)'|"([^"]*)"|(\S+))/y;

/** Reads `updated_at:>='2026-11-20T10:00:00Z' AND id:<5`. What the sandbox cannot honour it refuses, rather than to ignore it. */
export function readSearch(query: string | null | undefined): readonly Condition[] {
  const text = (query ?? "").trim();
  const conditions: Condition[] = [];
  term.lastIndex = 0;
  while (term.lastIndex < text.length) {
    const at = term.lastIndex;
    const match = term.exec(text);
    if (match === null) throw badInput(`The sandbox cannot read this part of the query: ${text.slice(at)}`);
    const [, field, compare = "=", quoted, doubled, bare] = match;
    conditions.push(readCondition(field ?? "", compare, quoted ?? doubled ?? bare ?? ""));
  }
  return conditions;
}

function readCondition(field: string, compare: string, text: string): Condition {
  if (field !== "updated_at" && field !== "created_at" && field !== "id")
    throw badInput(`The sandbox does not search by ${field}`);
  return { field, compare: compare as Condition["compare"], value: field === "id" ? readId(text) : readTime(text) };
}

function readId(text: string): bigint {
  const digits = /(\d+)$/.exec(text)?.[1];
  if (digits === undefined) throw badInput(`Invalid id: ${text}`);
  return BigInt(digits);
}

function readTime(text: string): bigint {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw badInput(`Invalid timestamp: ${text}`);
  return BigInt(at);
}

export function fits(condition: Condition, value: bigint): boolean {
  switch (condition.compare) {
    case ">":
      return value > condition.value;
    case ">=":
      return value >= condition.value;
    case "<":
      return value < condition.value;
    case "<=":
      return value <= condition.value;
    case "=":
      return value === condition.value;
  }
}
