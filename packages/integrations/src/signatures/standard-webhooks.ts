import { InvalidSignatureError } from "../contracts/errors.ts";
import { checkTimestamp, hmac, listSecrets, sameSignature, type Secrets } from "./compare.ts";
import { readHeader } from "./read-header.ts";
import type { SignatureVerifier } from "./signature-verifier.ts";

export interface StandardWebhooksOptions {
  /** `whsec_` and the base64 of 24 to 64 bytes. */
  readonly secrets: Secrets;
  /** How far the signature's time may be from ours, in both directions. Default 5 minutes. */
  readonly toleranceMs?: number;
  readonly now?: () => Date;
}

/**
 * Standard Webhooks 1.0 (https://www.standardwebhooks.com): `v1,<base64>` over `<id>.<timestamp>.<raw body>`; the header
 * is a list, in which one right signature is enough.
 */
export function standardWebhooks(options: StandardWebhooksOptions): SignatureVerifier {
  const keys = listSecrets(options.secrets).map(decodeKey);
  const { toleranceMs = 300_000, now = () => new Date() } = options;
  return {
    verify({ rawBody, headers }) {
      const id = readHeader(headers, "webhook-id");
      const timestamp = readHeader(headers, "webhook-timestamp");
      const given = readHeader(headers, "webhook-signature")
        .split(" ")
        .flatMap((item) => (item.startsWith("v1,") ? [item.slice(3)] : []));
      const expected = keys.map((key) => hmac("sha256", key, [`${id}.${timestamp}.`, rawBody]));
      const matches = given.flatMap((signature) =>
        expected.map((wanted) => sameSignature(signature, wanted, "base64")),
      );
      if (!matches.includes(true)) throw new InvalidSignatureError("webhook-signature does not match the body");
      checkTimestamp(timestamp, { toleranceMs, now: now() });
    },
  };
}

function decodeKey(secret: string): Uint8Array {
  const text = secret.startsWith("whsec_") ? secret.slice("whsec_".length) : secret;
  const key = Buffer.from(text, "base64");
  if (key.toString("base64").replace(/=+$/, "") !== text.replace(/=+$/, ""))
    throw new TypeError("a signing secret is not base64");
  if (key.length < 24 || key.length > 64) throw new TypeError("a signing secret is not 24 to 64 bytes");
  return key;
}
