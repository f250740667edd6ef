import { InvalidSignatureError } from "../contracts/errors.ts";
import { checkTimestamp, hmac, listSecrets, sameSignature, type Secrets } from "./compare.ts";

export interface ShopifyQueryOptions {
  readonly secrets: Secrets;
  /** How far the query's time may be from ours, in both directions. Default 90 seconds, as in Shopify's own library. */
  readonly toleranceMs?: number;
  readonly now?: () => Date;
}

/**
 * Checks the query of Shopify's OAuth redirect: hex HMAC-SHA256 over the sorted `key=value` pairs without `hmac`.
 * Throws `InvalidSignatureError`.
 */
export function verifyShopifyQuery(query: URLSearchParams, options: ShopifyQueryOptions): void {
  const { toleranceMs = 90_000, now = () => new Date() } = options;
  const [given, ...others] = query.getAll("hmac");
  if (given === undefined || others.length > 0)
    throw new InvalidSignatureError("hmac is missing or given more than once");
  const message = [...query.entries()]
    .filter(([key]) => key !== "hmac")
    .toSorted(byKey)
    .map(([key, value]) => `${key}=${value}`)
    .join("&");
  const matches = listSecrets(options.secrets).map((secret) =>
    sameSignature(given, hmac("sha256", secret, [message]), "hex"),
  );
  if (!matches.includes(true)) throw new InvalidSignatureError("hmac does not match the query");
  checkTimestamp(query.get("timestamp") ?? "", { toleranceMs, now: now() });
}

/** Pakettikauppa's request hash: hex HMAC-SHA256 over the values in the order of their keys, joined by `&`. */
export function hashParameters(parameters: Readonly<Record<string, string>>, secret: string): string {
  const message = Object.entries(parameters)
    .toSorted(byKey)
    .map(([, value]) => value)
    .join("&");
  if (secret === "") throw new TypeError("a signing secret is empty");
  return hmac("sha256", secret, [message]).toString("hex");
}

// By code unit: the signers sort bytes, not words of a language.
function byKey([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
