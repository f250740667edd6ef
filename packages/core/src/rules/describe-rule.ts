import type { Action, Comparison, Condition, RuleDefinition } from "./definition.ts";
import { fields } from "./fields.ts";
import { toWords } from "./render-text.ts";

const comparisonWords: Record<Comparison, string> = {
  is: "is",
  is_not: "is not",
  above: "is above",
  at_least: "is at least",
  below: "is below",
  at_most: "is at most",
  contains: "contains",
  contains_not: "does not contain",
  one_of: "is one of",
  known: "is known",
  unknown: "is not known",
};

/** "order paid" of `order.paid`. */
export function eventWords(pattern: string): string {
  if (pattern === "*") return "anything happens";
  const [group = "", fact = ""] = pattern.split(".");
  return fact === "*" ? `anything happens to: ${group}` : `${group} ${fact.replaceAll("_", " ")}`;
}

/** Minutes as people say them: "2 days", "90 minutes". */
export function durationWords(minutes: number): string {
  const [size, unit] = minutes % 1_440 === 0 ? [1_440, "day"] : minutes % 60 === 0 ? [60, "hour"] : [1, "minute"];
  const count = minutes / size;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** A rule's "when" in one sentence. */
export function describeWhen(when: RuleDefinition["when"]): string {
  switch (when.kind) {
    case "event":
      return `When ${eventWords(when.event)}`;
    case "absence":
      return `When ${eventWords(when.event)}, and for ${durationWords(when.minutes)} not: ${when.unless.map(eventWords).join(", ")}`;
    case "schedule":
      return `By the clock: ${when.cron}`;
  }
}

/** What a condition asks about. */
export function conditionSubject(condition: Condition): string {
  switch (condition.of) {
    case "field":
      return fields[condition.field].label;
    case "data":
      return `The event's ${condition.path}`;
    case "fact":
      return `The fact ${condition.key}`;
    case "count":
      return `The count of ${eventWords(condition.event)} within ${durationWords(condition.minutes)}`;
  }
}

/** A condition in words: "Order total is above 500". */
export function describeCondition(condition: Condition): string {
  const { is, value } = condition;
  const words = is === "known" || is === "unknown" ? "" : ` ${toWords(value)}`;
  return `${conditionSubject(condition)} ${comparisonWords[is]}${words}`;
}

/** Why a rule did, or did not, in words; `found` is what stood where the condition looked. */
export function describeReason(
  { match, conditions }: Pick<RuleDefinition, "match" | "conditions">,
  {
    outcome,
    decidedBy,
    found,
  }: { readonly outcome: string; readonly decidedBy: number | null; readonly found: unknown },
): string {
  const condition = decidedBy === null ? undefined : conditions[decidedBy];
  switch (outcome) {
    case "stopped":
      return "Stopped: this rule itself led to the event.";
    case "deep":
      return "Stopped: too many rules led to the event, one after another.";
    case "slow":
      return "Stopped: its conditions took longer than 50 ms.";
    case "passed":
      return "Passed over: a rule before it was the last.";
    case "waits":
      return "The time began to run.";
    case "ended":
      return "It happened in time: there is nothing to do.";
  }
  if (condition === undefined) {
    if (outcome === "no") return "None of its conditions is true.";
    return conditions.length === 0 ? "It has no conditions." : "All of its conditions are true.";
  }
  const truth = match === "any" ? "True" : "Not true";
  return `${truth}: ${describeCondition(condition)}. It was ${toWords(found)}.`;
}

/** What an action does, in words. */
export function describeAction(action: Action): string {
  switch (action.do) {
    case "alert":
      return "Alert everybody in the admin";
    case "mail":
      return `Mail ${action.to === "address" ? (action.address ?? "") : action.to === "admins" ? "all admins" : "the customer"}: ${action.subject}`;
    case "tag_order":
      return `Tag the order “${action.tag}”`;
    case "untag_order":
      return `Take the tag “${action.tag}” off the order`;
    case "hold_order":
      return `Put the order on hold: ${action.reason}`;
    case "release_order":
      return "Release the order";
    case "cancel_order":
      return `Cancel the order: ${action.reason}`;
    case "set_fact":
      return `Set the fact ${action.key} to ${toWords(action.value)}`;
    case "remove_fact":
      return `Take away the fact ${action.key}`;
    case "emit":
      return `Tell the event rule.${action.name}`;
    case "enqueue":
      return `Add the job ${action.job}`;
    case "callback":
      return "Call a callback endpoint";
  }
}
