import type Stripe from "stripe";

import { InvalidSignatureError } from "../contracts/errors.ts";
import { checkTimestamp, readHeader } from "../signatures/index.ts";
import { loadStripe } from "./load-stripe.ts";

export interface StripeWebhookChecks {
  readonly secrets: readonly string[];
  readonly now: Date;
}

const toleranceMs = 300_000;

/** Checks Stripe's signature over the raw bytes with either secret, and its time in both directions. */
export async function verifyStripeWebhook(
  { rawBody, headers }: { rawBody: Uint8Array; headers: Headers },
  checks: StripeWebhookChecks,
): Promise<void> {
  const header = readHeader(headers, "stripe-signature");
  const { webhooks } = await loadStripe();
  const results = checks.secrets.map((secret) => check(webhooks, { rawBody, header, secret, now: checks.now }));
  if (!results.includes(null)) throw new InvalidSignatureError("stripe-signature does not fit", { cause: results[0] });
  // The SDK looks at the past only: a header dated tomorrow passes it.
  const [timestamp = "", ...others] = [...header.matchAll(/(?:^|,)\s*t=([^,]*)/g)].map((match) => match[1] ?? "");
  if (others.length > 0) throw new InvalidSignatureError("stripe-signature names two times");
  checkTimestamp(timestamp, { toleranceMs, now: checks.now });
}

/** Null when the secret fits, else why not. */
function check(
  webhooks: typeof Stripe.webhooks,
  { rawBody, header, secret, now }: { rawBody: Uint8Array; header: string; secret: string; now: Date },
): unknown {
  try {
    webhooks.constructEvent(Buffer.from(rawBody), header, secret, toleranceMs / 1_000, undefined, now.getTime());
    return null;
  } catch (error) {
    return error;
  }
}
