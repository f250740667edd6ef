import type {
  Carrier,
  PaymentProvider,
  SourceWebhook,
  VerifiedWebhook,
  WebhookSource,
} from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { applyCarrierUpdate } from "#shipping/apply-carrier-update.ts";
import { applyShopifyWebhook } from "#shopify/webhooks/apply-shopify-webhook.ts";

import { applyPaymentWebhook } from "./apply-payment-webhook.ts";

/** What applying a message came to, and whose it turned out to be; null when that cannot be told from it. */
export interface Applied {
  readonly outcome: "processed" | "ignored";
  readonly organizationId: string | null;
}

/** Whoever sends webhooks, seen alike: a payment provider, a carrier, or one of the other sources. */
export interface InboxSource {
  readonly persistent: boolean;
  /** Checks the signature and names the message; throws `InvalidSignatureError`. */
  readonly read: (input: { rawBody: Uint8Array; headers: Headers }) => Promise<SourceWebhook>;
  readonly apply: (webhook: VerifiedWebhook) => Promise<Applied>;
}

/** The source of that name; undefined when nobody of that name was set up. */
export function findSource(services: Services, name: string): InboxSource | undefined {
  const { payments, carriers, webhookSources = {} } = services;
  const provider = Object.hasOwn(payments, name) ? payments[name] : undefined;
  if (provider) return fromProvider(services, provider);
  const carrier = Object.hasOwn(carriers, name) ? carriers[name] : undefined;
  if (carrier?.tells) return fromCarrier(services, carrier, name);
  const source = Object.hasOwn(webhookSources, name) ? webhookSources[name] : undefined;
  if (!source) return undefined;
  if (name === "shopify") return fromShopify(services, source);
  return {
    persistent: source.persistent,
    read: (input) => source.readWebhook(input),
    apply: async (webhook) => ({ outcome: await source.applyWebhook(webhook), organizationId: null }),
  };
}

// What Shopify tells is about a shop that somebody connected: its row says whose.
function fromShopify(services: Services, source: WebhookSource): InboxSource {
  return {
    persistent: source.persistent,
    read: (input) => source.readWebhook(input),
    apply: (webhook) => applyShopifyWebhook(services, webhook),
  };
}

function fromProvider(services: Services, provider: PaymentProvider): InboxSource {
  return {
    persistent: true,
    async read(input) {
      const { accountId, externalId, topic } = await provider.readWebhook(input);
      return { accountId, externalId, topic };
    },
    apply: ({ rawBody, requestId }) =>
      applyPaymentWebhook(services, { provider, webhook: provider.parseWebhook(rawBody), requestId }),
  };
}

function fromCarrier(services: Services, carrier: Carrier, name: string): InboxSource {
  return {
    persistent: true,
    async read(input) {
      const { externalId, status } = await carrier.readWebhook(input);
      return { accountId: "", externalId, topic: `parcel.${status}` };
    },
    async apply({ rawBody, requestId }) {
      const update = carrier.parseWebhook(rawBody);
      const { outcome, organizationId } = await applyCarrierUpdate(services, { carrier: name, update, requestId });
      return { outcome: outcome === "applied" ? "processed" : "ignored", organizationId };
    },
  };
}
