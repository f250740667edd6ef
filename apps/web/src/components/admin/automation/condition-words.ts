import type { RuleChoicesDto } from "@cartwright/api/schemas";

import type { Condition } from "./rule-draft.ts";

export type Comparison = Condition["is"];
type Offered = readonly (readonly [Comparison, string])[];

const equal = [
  ["is", "is"],
  ["is_not", "is not"],
] as const;
const there = [
  ["known", "is known"],
  ["unknown", "is not known"],
] as const;
const numbers = [
  ["above", "is above"],
  ["at_least", "is at least"],
  ["below", "is below"],
  ["at_most", "is at most"],
] as const;
const texts = [
  ["contains", "contains"],
  ["contains_not", "does not contain"],
] as const;
const several = [["one_of", "is one of"]] as const;

const byKind: Readonly<Record<string, Offered>> = {
  number: [...numbers, ...equal, ...there],
  text: [...equal, ...texts, ...several, ...there],
  choice: [...equal, ...several],
  yes_no: [["is", "is"]],
  list: [...texts, ...there],
};
const all: Offered = [...equal, ...numbers, ...texts, ...several, ...there];
const counts: Offered = [
  ["at_least", "at least"],
  ["at_most", "at most"],
  ["is", "exactly"],
];

/** Of a field: what it is called, of which kind, and what it can be. */
export function fieldOf(condition: Condition, { fields }: Pick<RuleChoicesDto, "fields">) {
  return condition.of === "field" ? fields.find(({ name }) => name === condition.field) : undefined;
}

/** How what a condition asks about can be compared, with the words for it. */
export function comparisonsFor(condition: Condition, choices: Pick<RuleChoicesDto, "fields">): Offered {
  if (condition.of === "count") return counts;
  const field = fieldOf(condition, choices);
  return field === undefined ? all : (byKind[field.kind] ?? all);
}

/** What a condition asks about, as one value of a list to choose from. */
export function subjectOf(condition: Condition): string {
  return condition.of === "field" ? `field:${condition.field}` : condition.of;
}

/** A condition to begin with, about what was chosen. */
export function conditionOf(subject: string, { fields }: Pick<RuleChoicesDto, "fields">): Condition {
  if (subject === "fact") return { of: "fact", key: "customer:{customer}:tier", is: "is", value: "" };
  if (subject === "data") return { of: "data", path: "reason", is: "is", value: "" };
  if (subject === "count") {
    return { of: "count", event: "order.cancelled", about: "customer", minutes: 43_200, is: "at_least", value: 3 };
  }
  const field = fields.find(({ name }) => `field:${name}` === subject);
  const is = byKind[field?.kind ?? "text"]?.[0]?.[0] ?? "is";
  const value = field?.kind === "yes_no" ? true : (field?.choices[0] ?? "");
  // The names come from the API itself.
  return { of: "field", field: (field?.name ?? "order.total") as "order.total", is, value };
}
