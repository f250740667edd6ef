import { createHmac, timingSafeEqual } from "node:crypto";

import { InvalidSignatureError } from "../contracts/errors.ts";

export type Encoding = "hex" | "base64";

/** One secret, or two while it is being rotated; the newer first. */
export type Secrets = string | readonly [string, ...string[]];

/** The secrets as a list. An empty one would let anybody sign, so it stops the start instead. */
export function listSecrets(secrets: Secrets): readonly [string, ...string[]] {
  const list: readonly [string, ...string[]] = typeof secrets === "string" ? [secrets] : secrets;
  if (list.includes("")) throw new TypeError("a signing secret is empty");
  return list;
}

/** HMAC over raw bytes; the message is never decoded and encoded again. */
export function hmac(
  algorithm: "sha256" | "sha512",
  key: string | Uint8Array,
  parts: readonly (string | Uint8Array)[],
): Buffer {
  const mac = createHmac(algorithm, key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/**
 * True when `given` is `expected` in exactly that encoding. The comparison takes the same time wherever the difference
 * is; Node's decoders skip what they cannot read, so the text is compared, not what it decodes to.
 */
export function sameSignature(given: string, expected: Buffer, encoding: Encoding): boolean {
  const wanted = Buffer.from(expected.toString(encoding));
  const got = Buffer.from(encoding === "hex" ? given.toLowerCase() : given);
  return got.length === wanted.length && timingSafeEqual(got, wanted);
}

/** How far a signature's time may be from ours when nothing else is said: what Stripe and Standard Webhooks recommend. */
export const defaultToleranceMs = 300_000;

/** Refuses a message that was signed longer ago, or further in the future, than `toleranceMs`. */
export function checkTimestamp(seconds: string, options: { toleranceMs: number; now: Date }): void {
  if (!/^\d{1,12}$/.test(seconds)) throw new InvalidSignatureError("the signature's timestamp is not a number");
  const ageMs = options.now.getTime() - Number(seconds) * 1_000;
  if (ageMs > options.toleranceMs) throw new InvalidSignatureError("the signature is too old");
  if (ageMs < -options.toleranceMs) throw new InvalidSignatureError("the signature is from the future");
}
