import { createHash, randomBytes } from "node:crypto";

import type { Tx } from "@cartwright/db";

// Crockford's base32, in lower case: no letter that looks like a digit.
const signs = "0123456789abcdefghjkmnpqrstvwxyz";
const codes = 10;
const length = 16;

/** Ten ways in without the app, in the place of those that there were. They are shown now and never again. */
export async function writeRecoveryCodes(tx: Tx, { userId }: { userId: string }): Promise<string[]> {
  const made = Array.from({ length: codes }, newCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: made.map((code) => ({ userId, hash: hashCode(code) })) });
  return made;
}

/** What is stored of a code: a fast hash is enough for its 80 random bits. However it was typed, it is the same code. */
export function hashCode(code: string): Uint8Array<ArrayBuffer> {
  const plain = code.toLowerCase().replaceAll(/[\s-]/g, "");
  return new Uint8Array(createHash("sha256").update(plain).digest());
}

/** True for what may be a recovery code, and is no code of an app. */
export function looksLikeRecoveryCode(code: string): boolean {
  return code.replaceAll(/[\s-]/g, "").length === length;
}

function newCode(): string {
  // 256 is a multiple of 32: every sign is as likely.
  const text = [...randomBytes(length)].map((byte) => signs[byte % signs.length]).join("");
  return text.replaceAll(/(.{4})(?=.)/g, "$1-");
}
