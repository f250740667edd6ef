import { InvalidSignatureError } from "../contracts/errors.ts";
import { checkTimestamp, defaultToleranceMs, hmac, listSecrets, sameSignature } from "./compare.ts";
import { readHeader } from "./read-header.ts";
import type { SignatureVerifier, SigningKeys } from "./signature-verifier.ts";
import { readTopic, type VerifiedMessage } from "./verified-message.ts";

/**
 * Standard Webhooks 1.0 (https://www.standardwebhooks.com): `v1,<base64>` over `<id>.<timestamp>.<raw body>`; the header
 * is a list, in which one right signature is enough. Secrets are `whsec_` and the base64 of 24 to 64 bytes.
 */
export const standardWebhooks = Object.assign(verifierFor, {
  describe: (message: VerifiedMessage) => ({
    accountId: "",
    externalId: message.header("webhook-id"),
    topic: readTopic(message),
  }),
});

function verifierFor(options: SigningKeys): SignatureVerifier {
  const keys = listSecrets(options.secrets).map(decodeKey);
  const { toleranceMs = defaultToleranceMs, now = () => new Date() } = options;
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
  // Either alphabet of base64.
  const digits = text.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  const key = Buffer.from(digits, "base64");
  if (key.toString("base64").replace(/=+$/, "") !== digits) throw new TypeError("a signing secret is not base64");
  if (key.length < 24 || key.length > 64) throw new TypeError("a signing secret is not 24 to 64 bytes");
  return key;
}
