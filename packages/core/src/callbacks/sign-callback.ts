import { createHmac, randomBytes } from "node:crypto";

const prefix = "whsec_";

/** A new signing secret: `whsec_` and 32 random bytes. */
export function newSecret(): string {
  return prefix + randomBytes(32).toString("base64");
}

/** The `webhook-signature` of Standard Webhooks over the exact bytes that are sent; `timestamp` is in seconds. */
export function signCallback(
  secrets: readonly string[],
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.replace(prefix, ""), "base64");
      return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
    })
    .join(" ");
}
