import { InvalidSignatureError } from "../contracts/errors.ts";
import { type Encoding, hmac, listSecrets, sameSignature } from "./compare.ts";
import { readHeader } from "./read-header.ts";
import type { DescribeMessage, SignatureScheme } from "./signature-verifier.ts";

export interface HmacHeaderOptions {
  readonly encoding: Encoding;
  readonly algorithm?: "sha256" | "sha512";
  /** What stands before the signature: `sha256=`. */
  readonly prefix?: string;
  /** Where this sender names its messages; default in their JSON. */
  readonly describe?: DescribeMessage;
}

/** A header that holds one HMAC of the raw body. It carries no time: a repeat is known by the sender's event id alone. */
export function hmacHeader(name: string, options: HmacHeaderOptions): SignatureScheme {
  const { encoding, algorithm = "sha256", prefix = "", describe } = options;
  const scheme: SignatureScheme = (keys) => {
    const secrets = listSecrets(keys.secrets);
    return {
      verify({ rawBody, headers }) {
        const value = readHeader(headers, name);
        if (!value.startsWith(prefix)) throw new InvalidSignatureError(`${name} does not start with ${prefix}`);
        const given = value.slice(prefix.length);
        const matches = secrets.map((secret) => sameSignature(given, hmac(algorithm, secret, [rawBody]), encoding));
        if (!matches.includes(true)) throw new InvalidSignatureError(`${name} does not match the body`);
      },
    };
  };
  return describe === undefined ? scheme : Object.assign(scheme, { describe });
}
