import { createHash, randomBytes } from "node:crypto";

const prefix = "cw_";

/** A new key: 256 random bits behind `cw_`. */
export function newApiKey(): string {
  return prefix + randomBytes(32).toString("base64url");
}

export function isApiKey(credential: string): boolean {
  return credential.startsWith(prefix);
}

/** What is stored of a key. A fast hash is enough for 256 random bits. */
export function hashApiKey(key: string): Buffer<ArrayBuffer> {
  return createHash("sha256").update(key).digest();
}
