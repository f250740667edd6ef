import { createHash, randomBytes } from "node:crypto";

/** A new sync token: 256 random bits behind `cst_`. Whoever has it may import into its store and ask how that stands. */
export function newSyncToken(): string {
  return `cst_${randomBytes(32).toString("base64url")}`;
}

/** What a sync token is found by. A fast hash is enough for 256 random bits. */
export function hashSyncToken(token: string): Buffer<ArrayBuffer> {
  return createHash("sha256").update(token).digest();
}
