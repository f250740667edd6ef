import { InvalidSignatureError } from "../contracts/errors.ts";
import { checkTimestamp, defaultToleranceMs, hmac, listSecrets, sameSignature } from "./compare.ts";
import { readHeader } from "./read-header.ts";
import type { SignatureScheme } from "./signature-verifier.ts";

/**
 * Stripe's format under any header name: `t=<unix seconds>,v1=<hex>[,v1=<hex>]`, HMAC-SHA256 over `<t>.<raw body>` with
 * the whole secret string. One right `v1` is enough: the sender signs with both secrets while it rotates them.
 */
export function timestampedHeader(name: string): SignatureScheme {
  return (keys) => {
    const secrets = listSecrets(keys.secrets);
    const { toleranceMs = defaultToleranceMs, now = () => new Date() } = keys;
    return {
      verify({ rawBody, headers }) {
        const { timestamp, signatures } = parseHeader(name, readHeader(headers, name));
        const expected = secrets.map((secret) => hmac("sha256", secret, [`${timestamp}.`, rawBody]));
        const matches = signatures.flatMap((given) => expected.map((wanted) => sameSignature(given, wanted, "hex")));
        if (!matches.includes(true)) throw new InvalidSignatureError(`${name} does not match the body`);
        checkTimestamp(timestamp, { toleranceMs, now: now() });
      },
    };
  };
}

function parseHeader(name: string, value: string): { timestamp: string; signatures: string[] } {
  const items = value.split(",").map((item) => item.split("=", 2));
  const valuesOf = (key: string) => items.flatMap(([at, found]) => (at === key && found !== undefined ? [found] : []));
  const [timestamp, ...others] = valuesOf("t");
  const signatures = valuesOf("v1");
  if (timestamp === undefined || others.length > 0 || signatures.length === 0) {
    throw new InvalidSignatureError(`${name} is not t=…,v1=…`);
  }
  return { timestamp, signatures };
}
