import { z } from "zod";

import type { WebhookPlan } from "../stripe/stripe-world.ts";

/** What a shopper, or a script in the shopper's place, may do, and how the news of it travels. */
const behaviourFields = {
  webhookDelayMs: z.coerce.number().int().min(0).max(600_000).default(0),
  /** Deliveries of each event beyond the first. */
  duplicateWebhooks: z.coerce.number().int().min(0).max(10).default(0),
};

export interface Behaviour extends WebhookPlan {
  /** Wait for the webhooks' first attempt before the shopper is sent back. */
  webhookFirst: boolean;
  /** Charge, then close the connection without an answer. */
  dropAnswer: boolean;
}

const outcomes = ["approve", "decline", "challenge", "abandon"] as const;

export const completeInput = z.strictObject({
  ...behaviourFields,
  outcome: z.enum(outcomes),
  /** A test card's number; it decides what `approve` comes to. Without it, the card that behaves as `outcome` says. */
  card: z.string().optional(),
  email: z.email().optional(),
  noWebhook: z.boolean().default(false),
  webhookFirst: z.boolean().default(false),
  dropAnswer: z.boolean().default(false),
});

export const challengeInput = z.strictObject({
  ...behaviourFields,
  result: z.enum(["approve", "fail"]),
  noWebhook: z.boolean().default(false),
  webhookFirst: z.boolean().default(false),
  dropAnswer: z.boolean().default(false),
});

/** In the currency's smallest unit; left out: all that is left. */
export const refundInput = z.strictObject({ amount: z.int().min(1).optional() });

const webhookTimings = ["after", "before", "never"] as const;

/** The same, as the page's form sends it. */
const formBehaviourFields = {
  ...behaviourFields,
  webhookTiming: z.enum(webhookTimings).default("after"),
  dropAnswer: z.literal("on").optional(),
};

export const payForm = z.object({
  ...formBehaviourFields,
  outcome: z.enum(["card", ...outcomes]),
  cardNumber: z.string().max(40).default(""),
  email: z.union([z.literal(""), z.email()]).default(""),
  holder: z.string().max(200).default(""),
});

export const challengeForm = z.object({ ...formBehaviourFields, result: z.enum(["approve", "fail"]) });

interface Switches {
  webhookDelayMs: number;
  duplicateWebhooks: number;
  noWebhook: boolean;
  webhookFirst: boolean;
  dropAnswer: boolean;
}

export function toBehaviour(input: Switches): Behaviour {
  return {
    delayMs: input.webhookDelayMs,
    duplicates: input.duplicateWebhooks,
    silent: input.noWebhook,
    webhookFirst: input.webhookFirst,
    dropAnswer: input.dropAnswer,
  };
}

interface FormSwitches {
  webhookDelayMs: number;
  duplicateWebhooks: number;
  webhookTiming: (typeof webhookTimings)[number];
  dropAnswer?: "on" | undefined;
}

export function formToBehaviour(form: FormSwitches): Behaviour {
  return toBehaviour({
    ...form,
    noWebhook: form.webhookTiming === "never",
    webhookFirst: form.webhookTiming === "before",
    dropAnswer: form.dropAnswer === "on",
  });
}
