import { expect, test } from "vitest";

import { comparisonsFor, conditionOf, subjectOf } from "./condition-words.ts";

const field = (name: string, kind: string, choices: string[] = []) => ({
  name,
  label: name,
  kind,
  from: "order",
  choices,
});
const choices = {
  fields: [
    field("order.total", "number"),
    field("order.status", "choice", ["pending", "paid"]),
    field("order.held", "yes_no"),
  ],
};

test("whatever is chosen begins with a comparison that it offers, and is found again in the list", () => {
  for (const subject of ["field:order.total", "field:order.status", "field:order.held", "count", "fact", "data"]) {
    const condition = conditionOf(subject, choices);
    expect(subjectOf(condition)).toBe(subject);
    expect(comparisonsFor(condition, choices).map(([is]) => is)).toContain(condition.is);
  }
});

test("numbers are above and below, words contain, and yes or no is one of the two", () => {
  const offered = (subject: string) => comparisonsFor(conditionOf(subject, choices), choices).map(([is]) => is);
  expect(offered("field:order.total")).not.toContain("contains");
  expect(offered("field:order.status")).not.toContain("above");
  expect(offered("field:order.held")).toEqual(["is"]);
  expect(offered("count")).toEqual(["at_least", "at_most", "is"]);
});
