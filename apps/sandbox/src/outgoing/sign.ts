import { createHmac } from "node:crypto";

/**
 * The signature that Stripe puts on its webhooks, and the sandbox's carriers and ERP on theirs:
 * `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">`, keyed with the whole secret string.
 */
export function timestampedSignature(secret: string, timestamp: number, body: string): string {
  const digest = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return `t=${timestamp},v1=${digest}`;
}

/** Standard Webhooks 1.0, as Etsy signs: `v1,<base64 HMAC-SHA256 of "<id>.<t>.<raw body>">` under the bytes that the secret encodes. */
export function standardWebhookHeaders(
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const digest = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": `v1,${digest}` };
}

/** HMAC-SHA256 of the raw body in hexadecimal, for whoever hands on what Amazon puts into a queue. */
export function bodySignature(secret: string, body: string): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}
