import type { RuleChoicesDto } from "@cartwright/api/schemas";

import type { Action } from "./rule-draft.ts";

/** What a rule can do, in words. */
export const actionWords: readonly (readonly [Action["do"], string])[] = [
  ["alert", "Alert everybody in the admin"],
  ["mail", "Send a mail"],
  ["tag_order", "Tag the order"],
  ["untag_order", "Take a tag off the order"],
  ["hold_order", "Put the order on hold"],
  ["release_order", "Release the order"],
  ["cancel_order", "Cancel the order"],
  ["set_fact", "Set a fact"],
  ["remove_fact", "Take a fact away"],
  ["emit", "Tell an event"],
  ["enqueue", "Add a job"],
  ["callback", "Call a callback endpoint"],
];

const beginnings: readonly Action[] = [
  { do: "alert", level: "warning", text: "" },
  { do: "mail", to: "admins", subject: "", text: "" },
  { do: "tag_order", tag: "" },
  { do: "untag_order", tag: "" },
  { do: "hold_order", reason: "" },
  { do: "release_order" },
  { do: "cancel_order", reason: "" },
  { do: "set_fact", key: "customer:{customer}:tier", value: "" },
  { do: "remove_fact", key: "customer:{customer}:tier" },
  { do: "emit", name: "" },
];

/** An action to begin with. */
export function actionOf(name: string, { jobs, endpoints }: Pick<RuleChoicesDto, "jobs" | "endpoints">): Action {
  if (name === "enqueue") return { do: "enqueue", job: jobs[0] ?? "", payload: {} };
  if (name === "callback") return { do: "callback", endpointId: endpoints[0]?.id ?? "" };
  return beginnings.find((one) => one.do === name) ?? { do: "release_order" };
}
