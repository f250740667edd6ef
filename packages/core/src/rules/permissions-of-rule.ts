import type { Action, RuleDefinition } from "./definition.ts";
import { needsOf } from "./needs.ts";

const needed: Partial<Record<Action["do"], string>> = {
  tag_order: "orders:write",
  untag_order: "orders:write",
  hold_order: "orders:write",
  release_order: "orders:write",
  cancel_order: "orders:write",
  set_fact: "facts:write",
  remove_fact: "facts:write",
  emit: "events:write",
  enqueue: "jobs:write",
  callback: "callbacks:write",
};

/**
 * What somebody has to be allowed to do by hand to have a rule do it. Cancelling gives money back, so it takes that as well.
 */
export function permissionsOfRule(definition: Pick<RuleDefinition, "conditions" | "actions">): readonly string[] {
  const all = definition.actions.flatMap((action) => [
    needed[action.do] ?? [],
    action.do === "cancel_order" ? "orders:refund" : [],
  ]);
  return [...new Set([...readsOfRule(definition), ...all.flat()])];
}

/** What somebody has to be allowed to read, since a rule's log and texts show what it looked at. */
export function readsOfRule(definition: Pick<RuleDefinition, "conditions" | "actions">): readonly string[] {
  const { order, customer } = needsOf(definition);
  return order || customer || definition.conditions.some(({ of: source }) => source === "data") ? ["orders:read"] : [];
}
