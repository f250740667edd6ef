/** What a rule says, as it is stored and sent: when, if, then. */
import { z } from "zod";

import { fieldNames } from "./fields.ts";

/** `order.paid`, `order.*`, or `*`. */
export const eventPattern = z.string().regex(/^(\*|[a-z][a-z0-9_]{0,49}\.(\*|[a-z][a-z0-9_]{0,49}))$/, {
  error: "An event is written as order.paid, or order.* for all of its kind.",
});

/** One kind of event by its whole name. */
export const eventType = z.string().regex(/^[a-z][a-z0-9_]{0,49}\.[a-z][a-z0-9_]{0,49}$/, {
  error: "An event is written as order.paid.",
});

const minutes = z.int().min(1).max(43_200);

const when = z.discriminatedUnion("kind", [
  /** Something happens. */
  z.object({ kind: z.literal("event"), event: eventPattern }),
  /** Something happens, and for a time something else does not, to the same thing or to the same customer. */
  z.object({
    kind: z.literal("absence"),
    event: eventPattern,
    unless: z.array(eventPattern).min(1).max(5),
    about: z.enum(["same", "customer"]),
    minutes,
  }),
  /** The clock says so: five cron fields, in the organization's time zone. */
  z.object({ kind: z.literal("schedule"), cron: z.string().min(9).max(100) }),
]);

/** How a value is compared. Of a value that is not there only `unknown`, `is_not` and `contains_not` are true. */
export const comparisons = [
  "is",
  "is_not",
  "above",
  "at_least",
  "below",
  "at_most",
  "contains",
  "contains_not",
  "one_of",
  "known",
  "unknown",
] as const;

export type Comparison = (typeof comparisons)[number];

const compared = {
  is: z.enum(comparisons),
  value: z.union([z.string().max(200), z.number(), z.boolean(), z.array(z.string().max(200)).max(50)]).optional(),
};

/** A key whose parts may be `{order}`, `{customer}`, `{product}` or `{variant}`: the one that the event is about. */
export const factKeyTemplate = z
  .string()
  .max(300)
  .regex(
    /^([A-Za-z0-9._-]+|\{(order|customer|product|variant)\})(:([A-Za-z0-9._-]+|\{(order|customer|product|variant)\})){0,7}$/,
    {
      error: "A fact is named like customer:{customer}:tier.",
    },
  );

const condition = z.discriminatedUnion("of", [
  z.object({ of: z.literal("field"), field: z.enum(fieldNames), ...compared }),
  /** Anything in the event's own data, by its path: `refund.amount`. */
  z.object({
    of: z.literal("data"),
    path: z.string().regex(/^[A-Za-z0-9_]{1,50}(\.[A-Za-z0-9_]{1,50}){0,4}$/),
    ...compared,
  }),
  z.object({ of: z.literal("fact"), key: factKeyTemplate, ...compared }),
  /** How often something has happened within a time, the event itself included. */
  z.object({
    of: z.literal("count"),
    event: eventType,
    about: z.enum(["same", "customer", "shop"]),
    minutes,
    is: z.enum(["at_least", "at_most", "is"]),
    value: z.int().min(0).max(100_000),
  }),
]);

const text = z.string().trim().min(1).max(2_000);
const tag = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u, { error: "A tag is up to 40 letters, digits, spaces and dashes." });

const action = z.discriminatedUnion("do", [
  /** Shows a message to everybody in the admin, at once. */
  z.object({ do: z.literal("alert"), level: z.enum(["info", "warning"]), text: text.max(300) }),
  z.object({
    do: z.literal("mail"),
    to: z.enum(["admins", "customer", "address"]),
    address: z.email().max(254).optional(),
    subject: text.max(200),
    text,
  }),
  z.object({ do: z.literal("tag_order"), tag }),
  z.object({ do: z.literal("untag_order"), tag }),
  z.object({ do: z.literal("hold_order"), reason: text.max(200) }),
  z.object({ do: z.literal("release_order") }),
  z.object({ do: z.literal("cancel_order"), reason: text.max(200) }),
  /** `ttlSeconds`: for how long it holds. */
  z.object({
    do: z.literal("set_fact"),
    key: factKeyTemplate,
    value: z.union([z.string().max(1_000), z.number(), z.boolean()]),
    ttlSeconds: z.int().min(1).max(315_360_000).optional(),
  }),
  z.object({ do: z.literal("remove_fact"), key: factKeyTemplate }),
  /** A new event `rule.<name>`, with what the first was about. */
  z.object({
    do: z.literal("emit"),
    name: z.string().regex(/^[a-z][a-z0-9_]{0,49}$/, { error: "Letters, digits and _." }),
  }),
  z.object({
    do: z.literal("enqueue"),
    job: z.string().min(1).max(100),
    payload: z.record(z.string().max(50), z.union([z.string().max(500), z.number(), z.boolean()])).default({}),
  }),
  z.object({ do: z.literal("callback"), endpointId: z.uuid() }),
]);

export const ruleDefinition = z.object({
  when,
  /** All, or any one of them; none: always. */
  match: z.enum(["all", "any"]).default("all"),
  conditions: z.array(condition).max(20).default([]),
  actions: z.array(action).min(1).max(10),
  /** When it has acted, rules after it are passed over for this event. */
  last: z.boolean().default(false),
});

export type RuleDefinition = z.output<typeof ruleDefinition>;
export type RuleDefinitionInput = z.input<typeof ruleDefinition>;
export type Condition = RuleDefinition["conditions"][number];
export type Action = RuleDefinition["actions"][number];

/** A rule as it is saved. */
export const ruleInput = z.object({
  name: z.string().trim().min(1).max(100),
  priority: z.int().min(-1_000).max(1_000).default(0),
  definition: ruleDefinition,
});

export type RuleInput = z.input<typeof ruleInput>;
