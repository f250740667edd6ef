import type { WebhookSource } from "../contracts/webhook-source.ts";
import { type Secrets, signatureVerifiers } from "../signatures/index.ts";
import { createWebhookHandler } from "./create-webhook-handler.ts";

/** GitHub. Nothing acts on its messages yet: they are kept, to be read in the admin. */
export function githubWebhooks({ secrets }: { secrets: Secrets }): WebhookSource {
  return createWebhookHandler({ secret: secrets, verifySignature: signatureVerifiers.github, handlers: {} });
}

/** Shopify. Nothing acts on its messages yet: they are kept, to be read in the admin. */
export function shopifyWebhooks({ secrets }: { secrets: Secrets }): WebhookSource {
  return createWebhookHandler({ secret: secrets, verifySignature: signatureVerifiers.shopify, handlers: {} });
}

/** The ERP that the sandbox plays. */
export function erpWebhooks({ secrets }: { secrets: Secrets }): WebhookSource {
  const verifySignature = signatureVerifiers.timestampedHeader("x-erp-signature");
  return createWebhookHandler({ secret: secrets, verifySignature, handlers: {} });
}
