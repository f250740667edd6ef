import { expect, test } from "vitest";

import { emptyRule, fromDraft, toDraft, toDuration, toMinutes } from "./rule-draft.ts";

test("a rule goes through the editor and comes out as it went in", () => {
  const definition = {
    when: { kind: "absence", event: "order.created", unless: ["order.paid"], about: "same", minutes: 2_880 },
    match: "any",
    conditions: [{ of: "field", field: "order.total", is: "above", value: "200" }],
    actions: [{ do: "hold_order", reason: "look" }],
    last: true,
  } as const;
  const rule = { name: "Hold", priority: 3, definition };
  expect(fromDraft(toDraft(rule as unknown as typeof emptyRule))).toEqual(rule);
});

test("rows of one draft have keys of their own", () => {
  const { actions } = toDraft({
    ...emptyRule,
    definition: { ...emptyRule.definition, actions: [{ do: "release_order" }, { do: "release_order" }] },
  });
  expect(new Set(actions.map(({ key }) => key)).size).toBe(2);
});

test("a time is told in the largest unit that fits, and read back from it", () => {
  for (const [minutes, duration] of [
    [2_880, { count: 2, unit: "days" }],
    [180, { count: 3, unit: "hours" }],
    [90, { count: 90, unit: "minutes" }],
  ] as const) {
    expect(toDuration(minutes)).toEqual(duration);
    expect(toMinutes(duration)).toBe(minutes);
  }
});
