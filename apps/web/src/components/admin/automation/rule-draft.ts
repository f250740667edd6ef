import type { RuleDefinitionDto } from "@cartwright/api/schemas";

export type When = RuleDefinitionDto["when"];
export type Condition = NonNullable<RuleDefinitionDto["conditions"]>[number];
export type Action = RuleDefinitionDto["actions"][number];

/** A row of the editor, known by a key of its own while it moves. */
export interface Row<T> {
  readonly key: string;
  readonly value: T;
}

/** A rule as it stands in the editor. */
export interface RuleDraft {
  readonly name: string;
  readonly priority: number;
  readonly when: When;
  readonly match: "all" | "any";
  readonly conditions: readonly Row<Condition>[];
  readonly actions: readonly Row<Action>[];
  readonly last: boolean;
}

let keys = 0;

/** A row with a key that no other has. */
export function toRow<T>(value: T): Row<T> {
  keys += 1;
  return { key: `row-${keys}`, value };
}

interface SavedRule {
  readonly name: string;
  readonly priority: number;
  readonly definition: RuleDefinitionDto;
}

/** What the editor begins with. */
export function toDraft({ name, priority, definition }: SavedRule): RuleDraft {
  const { when, match = "all", conditions = [], actions, last = false } = definition;
  return { name, priority, when, match, conditions: conditions.map(toRow), actions: actions.map(toRow), last };
}

export const emptyRule: SavedRule = {
  name: "",
  priority: 0,
  definition: {
    when: { kind: "event", event: "order.created" },
    actions: [{ do: "alert", level: "info", text: "Order #{order.number} came in." }],
  },
};

/** What is saved, or tried. */
export function fromDraft({ name, priority, when, match, conditions, actions, last }: RuleDraft): SavedRule {
  return {
    name: name.trim(),
    priority,
    definition: {
      when,
      match,
      conditions: conditions.map(({ value }) => value),
      actions: actions.map(({ value }) => value),
      last,
    },
  };
}

const units = { days: 1_440, hours: 60, minutes: 1 } as const;
export type Unit = keyof typeof units;

/** 2880 is 2 days, 90 is 90 minutes: the largest unit that fits without a rest. */
export function toDuration(minutes: number): { readonly count: number; readonly unit: Unit } {
  const unit = minutes % units.days === 0 ? "days" : minutes % units.hours === 0 ? "hours" : "minutes";
  return { count: minutes / units[unit], unit };
}

export function toMinutes({ count, unit }: { readonly count: number; readonly unit: Unit }): number {
  return Math.round(count * units[unit]);
}
