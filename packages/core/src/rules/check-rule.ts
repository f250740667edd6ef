import type { z } from "zod";

import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";
import { nextTick } from "#jobs/schedule-clock.ts";

import { requireRuleJob } from "./add-rule-job.ts";
import { ruleInput, type Action, type Condition, type RuleDefinition, type RuleInput } from "./definition.ts";
import { unknownIn } from "./render-text.ts";

/**
 * Reads a rule that somebody wants to save.
 *
 * @throws DomainError `invalid_input` that names the field and says what to do about it
 */
export function checkRule(services: Pick<Services, "jobs">, input: RuleInput): z.output<typeof ruleInput> {
  const parsed = ruleInput.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refusal(issue?.path.join(".") ?? "definition", issue?.message ?? "This is no rule.");
  }
  const { definition } = parsed.data;
  for (const [index, condition] of definition.conditions.entries()) checkCondition(condition, index);
  for (const [index, action] of definition.actions.entries()) checkAction(services, action, index);
  if (definition.when.kind === "schedule") checkScheduled(definition);
  return parsed.data;
}

function refusal(field: string, message: string): DomainError {
  return new DomainError("invalid_input", { field }, { message });
}

function checkCondition({ is, value }: Condition, index: number): void {
  const field = `definition.conditions.${index}.value`;
  if (is === "known" || is === "unknown") return;
  if (value === undefined || value === "") throw refusal(field, "Say what to compare it with.");
  if (is === "one_of" && !Array.isArray(value)) throw refusal(field, "Name the values, one after another.");
  if (is !== "one_of" && Array.isArray(value)) throw refusal(field, "One value is compared here.");
  const isOrder = is === "above" || is === "at_least" || is === "below" || is === "at_most";
  if (isOrder && Number.isNaN(Number.parseFloat(String(value)))) throw refusal(field, "A number is compared here.");
}

function checkAction(services: Pick<Services, "jobs">, action: Action, index: number): void {
  const at = (name: string): string => `definition.actions.${index}.${name}`;
  if (action.do === "enqueue") requireRuleJob(services, action.job);
  if (action.do === "mail" && action.to === "address" && action.address === undefined) {
    throw refusal(at("address"), "Say to which address.");
  }
  for (const [name, text] of textsOf(action)) {
    const [unknown] = unknownIn(text);
    if (unknown !== undefined) throw refusal(at(name), `There is nothing called {${unknown}}.`);
  }
}

function textsOf(action: Action): [string, string][] {
  if (action.do === "alert") return [["text", action.text]];
  return action.do === "mail"
    ? [
        ["subject", action.subject],
        ["text", action.text],
      ]
    : [];
}

// The clock is about nothing: no order, no customer, no product.
function checkScheduled({ when, conditions, actions }: RuleDefinition): void {
  if (when.kind !== "schedule") return;
  try {
    nextTick({ cron: when.cron, timeZone: "UTC" }, new Date(0));
  } catch (cause) {
    throw new DomainError(
      "invalid_input",
      { field: "definition.when.cron" },
      { message: "These are no five cron fields.", cause },
    );
  }
  for (const [index, condition] of conditions.entries()) {
    const isAboutNothing =
      (condition.of === "fact" && !condition.key.includes("{")) ||
      (condition.of === "count" && condition.about === "shop");
    if (!isAboutNothing) {
      throw refusal(`definition.conditions.${index}`, "By the clock, ask about facts, or counts in the whole shop.");
    }
  }
  for (const [index, action] of actions.entries()) {
    const needsThing =
      action.do.endsWith("_order") ||
      (action.do === "mail" && action.to === "customer") ||
      ("key" in action && action.key.includes("{"));
    if (needsThing) throw refusal(`definition.actions.${index}`, "The clock is about no order, customer or product.");
  }
}
