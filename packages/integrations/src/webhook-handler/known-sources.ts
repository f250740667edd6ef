import { z } from "zod";

import { InvalidSignatureError } from "../contracts/errors.ts";
import type { WebhookSource } from "../contracts/webhook-source.ts";
import { type Secrets, type SignatureScheme, signatureVerifiers, type VerifiedMessage } from "../signatures/index.ts";
import { createWebhookHandler } from "./create-webhook-handler.ts";

const etsyMessage = z.object({ event_type: z.string().min(1), shop_id: z.coerce.string() });

/** Senders whose messages can be taken as soon as their secret is set. */
const schemes = {
  github: signatureVerifiers.github,
  shopify: signatureVerifiers.shopify,
  etsy: Object.assign((...keys: Parameters<SignatureScheme>) => signatureVerifiers.standardWebhooks(...keys), {
    describe: describeEtsy,
  }),
  amazon: signatureVerifiers.hmacHeader("x-amazon-signature", { encoding: "hex" }),
} as const satisfies Record<string, SignatureScheme>;

export type KnownSource = keyof typeof schemes;

/** Takes what this sender says. Nothing acts on it yet: messages are kept, to be read in the admin. */
export function takeWebhooks(name: KnownSource, secret: Secrets): WebhookSource {
  return createWebhookHandler({ secret, verifySignature: schemes[name], handlers: {} });
}

function describeEtsy(message: VerifiedMessage) {
  const read = etsyMessage.safeParse(message.json());
  if (!read.success) throw new InvalidSignatureError("the message is signed, but is not one that we can read");
  const { event_type: topic, shop_id: accountId } = read.data;
  return { accountId, externalId: message.header("webhook-id"), topic };
}
