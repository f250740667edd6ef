import type { WebhookSource } from "../contracts/webhook-source.ts";
import { type Secrets, type SignatureScheme, signatureVerifiers } from "../signatures/index.ts";
import { createWebhookHandler } from "./create-webhook-handler.ts";

/** Senders whose messages can be taken as soon as their secret is set. */
const schemes = {
  github: signatureVerifiers.github,
  shopify: signatureVerifiers.shopify,
} as const satisfies Record<string, SignatureScheme>;

export type KnownSource = keyof typeof schemes;

/** Takes what this sender says. Nothing acts on it yet: messages are kept, to be read in the admin. */
export function takeWebhooks(name: KnownSource, secret: Secrets): WebhookSource {
  return createWebhookHandler({ secret, verifySignature: schemes[name], handlers: {} });
}
