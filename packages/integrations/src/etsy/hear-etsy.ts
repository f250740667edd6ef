import { z } from "zod";

import { InvalidSignatureError, ProviderRefusedError } from "#contracts/errors.ts";
import type { HearMarketplaceHint } from "#contracts/marketplace.ts";
import type { SourceWebhook, WebhookSource } from "#contracts/webhook-source.ts";
import { type Secrets, type SignatureScheme, signatureVerifiers, type VerifiedMessage } from "#signatures/index.ts";
import { createWebhookHandler, readPayload } from "#webhook-handler/index.ts";

import { readResourceUrl } from "./read-resource-url.ts";

const etsyMessage = z.object({
  event_type: z.string().min(1),
  shop_id: z.union([z.string().min(1), z.int().transform(String)]),
  resource_url: z.string().optional(),
});

export interface HearEtsyOptions {
  readonly secret: Secrets;
  readonly apiBase?: string | undefined;
  /** Without it messages are kept, to be read in the admin. */
  readonly hear?: HearMarketplaceHint | undefined;
  readonly now?: () => Date;
}

/** Etsy signs as Standard Webhooks do, and names the event and the shop in its JSON. */
const signedByEtsy: SignatureScheme = Object.assign(
  (...keys: Parameters<SignatureScheme>) => signatureVerifiers.standardWebhooks(...keys),
  { describe: describeEtsy },
);

/**
 * Takes what Etsy tells: an order was paid. The message only says which; the order itself is asked for at the API
 * (https://developers.etsy.com/documentation/essentials/webhooks).
 */
export function hearEtsy({ secret, apiBase, hear, now }: HearEtsyOptions): WebhookSource {
  const source = createWebhookHandler({ secret, verifySignature: signedByEtsy, handlers: {}, ...(now && { now }) });
  return {
    ...source,
    async applyWebhook(webhook) {
      if (hear === undefined || webhook.topic !== "order.paid") return "ignored";
      const { shop_id, resource_url = "" } = etsyMessage.parse(readPayload(webhook));
      const { shopId, receiptId } = readResourceUrl(resource_url, apiBase);
      if (shopId !== shop_id)
        throw new ProviderRefusedError("the message is of one shop, its receipt of another", { code: "foreign_url" });
      const hint = { channel: "etsy", externalStoreId: shopId, receipt: receiptId } as const;
      return hear(hint, { requestId: webhook.requestId, signal: webhook.signal });
    },
  };
}

function describeEtsy(message: VerifiedMessage): SourceWebhook {
  const read = etsyMessage.safeParse(message.json());
  if (!read.success) throw new InvalidSignatureError("the message is signed, but is not one that we can read");
  const { event_type: topic, shop_id: accountId } = read.data;
  return { accountId, externalId: message.header("webhook-id"), topic };
}
