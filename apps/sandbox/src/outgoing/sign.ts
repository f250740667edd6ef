import { createHmac } from "node:crypto";

/**
 * The signature that Stripe puts on its webhooks, and the sandbox's carriers and ERP on theirs:
 * `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">`, keyed with the whole secret string.
 */
export function timestampedSignature(secret: string, timestamp: number, body: string): string {
  const digest = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return `t=${timestamp},v1=${digest}`;
}
