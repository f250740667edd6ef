import { randomBytes } from "node:crypto";

/**
 * An id in Stripe's manner, `pi_3k…`. Truly random and never seeded: receivers deduplicate on these ids across
 * restarts of the sandbox.
 */
export function newId(prefix: string, length = 24): string {
  let id = "";
  while (id.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 = 4 · 62: bytes above would favour the alphabet's first letters.
      if (byte < 248 && id.length < length) id += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return `${prefix}_${id}`;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
