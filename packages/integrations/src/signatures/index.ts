import { describeShopify } from "./describe-shopify.ts";
import { hmacHeader } from "./hmac-header.ts";
import { standardWebhooks } from "./standard-webhooks.ts";
import { timestampedHeader } from "./timestamped-header.ts";

/**
 * How senders sign what they tell us, and what they call their messages. The first four are those senders' own; the others
 * make one for a header of any name. Every verifier works on raw bytes and throws `InvalidSignatureError`.
 */
export const signatureVerifiers = {
  /** Stripe: the event's `id`, `type` and connected `account` are in the body. */
  stripe: timestampedHeader("stripe-signature"),
  /** GitHub: repeats of a delivery keep its id. */
  github: hmacHeader("x-hub-signature-256", {
    encoding: "hex",
    prefix: "sha256=",
    describe: (message) => ({
      accountId: "",
      externalId: message.header("x-github-delivery"),
      topic: message.header("x-github-event"),
    }),
  }),
  shopify: hmacHeader("x-shopify-hmac-sha256", { encoding: "base64", describe: describeShopify }),
  standardWebhooks,
  hmacHeader,
  timestampedHeader,
} as const;

export { checkTimestamp, listSecrets, type Secrets } from "./compare.ts";
export type { HmacHeaderOptions } from "./hmac-header.ts";
export { type HeaderSource, readHeader } from "./read-header.ts";
export type {
  DescribeMessage,
  SignatureScheme,
  SignatureVerifier,
  SignedMessage,
  SigningKeys,
} from "./signature-verifier.ts";
export { hashParameters, type ShopifyQueryOptions, verifyShopifyQuery } from "./signed-parameters.ts";
export { describeBody, openMessage, type VerifiedMessage } from "./verified-message.ts";
