import type { Secrets } from "./compare.ts";
import { hmacHeader } from "./hmac-header.ts";
import { standardWebhooks } from "./standard-webhooks.ts";
import { timestampedHeader, type TimestampedHeaderOptions } from "./timestamped-header.ts";

/** How each sender signs what it tells us. Every verifier works on raw bytes and throws `InvalidSignatureError`. */
export const signatureVerifiers = {
  stripe: (options: TimestampedHeaderOptions) => timestampedHeader("stripe-signature", options),
  github: ({ secrets }: { secrets: Secrets }) =>
    hmacHeader("x-hub-signature-256", { secrets, encoding: "hex", prefix: "sha256=" }),
  shopify: ({ secrets }: { secrets: Secrets }) => hmacHeader("x-shopify-hmac-sha256", { secrets, encoding: "base64" }),
  standardWebhooks,
  hmacHeader,
  timestampedHeader,
} as const;

export { checkTimestamp, listSecrets, type Secrets } from "./compare.ts";
export type { HmacHeaderOptions } from "./hmac-header.ts";
export { type HeaderSource, readHeader } from "./read-header.ts";
export type { SignatureVerifier, SignedMessage } from "./signature-verifier.ts";
export { hashParameters, type ShopifyQueryOptions, verifyShopifyQuery } from "./signed-parameters.ts";
export type { StandardWebhooksOptions } from "./standard-webhooks.ts";
export type { TimestampedHeaderOptions } from "./timestamped-header.ts";
