import type { Action, Condition, RuleDefinition } from "./definition.ts";
import { fields } from "./fields.ts";
import { placeholdersIn } from "./render-text.ts";

export type CountSpec = Pick<Extract<Condition, { of: "count" }>, "event" | "about" | "minutes" | "value">;

/** What has to be looked up before a rule can be asked. */
export interface Needs {
  readonly order: boolean;
  readonly customer: boolean;
  readonly product: boolean;
  /** Templates of keys. */
  readonly facts: readonly string[];
  readonly counts: readonly CountSpec[];
}

/** What a rule looks at: in its conditions, and in the words of what it does. */
export function needsOf({ conditions, actions }: Pick<RuleDefinition, "conditions" | "actions">): Needs {
  const sources = new Set<string>([...conditions.flatMap(sourceOf), ...actions.flatMap(sourcesOfAction)]);
  return {
    order: sources.has("order"),
    customer: sources.has("customer"),
    product: sources.has("product"),
    facts: conditions.flatMap((one) => (one.of === "fact" ? [one.key] : [])),
    counts: conditions.flatMap((one) => (one.of === "count" ? [one] : [])),
  };
}

/** What several rules need together, each thing once. */
export function joinNeeds(all: readonly Needs[]): Needs {
  const counts = new Map(all.flatMap((one) => one.counts.map((count) => [countName(count), count] as const)));
  return {
    order: all.some((one) => one.order),
    customer: all.some((one) => one.customer),
    product: all.some((one) => one.product),
    facts: [...new Set(all.flatMap((one) => one.facts))],
    counts: [...counts.values()],
  };
}

/** What a count is remembered by. */
export function countName({ event, about, minutes, value }: CountSpec): string {
  return `${about} ${event} ${minutes} ${value}`;
}

function sourceOf(one: Condition): string[] {
  if (one.of === "field") return [fields[one.field].from];
  if (one.of === "count" && one.about === "customer") return ["customer"];
  return one.of === "fact" ? sourcesOfTemplate(one.key) : [];
}

function sourcesOfTemplate(template: string): string[] {
  if (template.includes("{customer}")) return ["customer"];
  return template.includes("{product}") ? ["product"] : [];
}

function sourcesOfAction(action: Action): string[] {
  switch (action.do) {
    case "alert":
      return placeholdersIn(action.text).map(({ from }) => from);
    case "mail":
      return [
        ...(action.to === "customer" ? ["order", "customer"] : []),
        ...placeholdersIn(`${action.subject} ${action.text}`).map(({ from }) => from),
      ];
    case "set_fact":
    case "remove_fact":
      return sourcesOfTemplate(action.key);
    default:
      return [];
  }
}
