import { InvalidSignatureError } from "../contracts/errors.ts";
import { type Encoding, hmac, listSecrets, sameSignature, type Secrets } from "./compare.ts";
import { readHeader } from "./read-header.ts";
import type { SignatureVerifier } from "./signature-verifier.ts";

export interface HmacHeaderOptions {
  readonly secrets: Secrets;
  readonly encoding: Encoding;
  readonly algorithm?: "sha256" | "sha512";
  /** What stands before the signature: `sha256=`. */
  readonly prefix?: string;
}

/** A header that holds one HMAC of the raw body. It carries no time: refuse repeats by the sender's event id. */
export function hmacHeader(name: string, options: HmacHeaderOptions): SignatureVerifier {
  const secrets = listSecrets(options.secrets);
  const { encoding, algorithm = "sha256", prefix = "" } = options;
  return {
    verify({ rawBody, headers }) {
      const value = readHeader(headers, name);
      if (!value.startsWith(prefix)) throw new InvalidSignatureError(`${name} does not start with ${prefix}`);
      const given = value.slice(prefix.length);
      const matches = secrets.map((secret) => sameSignature(given, hmac(algorithm, secret, [rawBody]), encoding));
      if (!matches.includes(true)) throw new InvalidSignatureError(`${name} does not match the body`);
    },
  };
}
