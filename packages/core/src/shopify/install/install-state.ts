import { randomBytes, timingSafeEqual } from "node:crypto";

import { z } from "zod";

import type { Settings } from "#context.ts";
import { DomainError } from "#errors.ts";
import { seal, unseal } from "#secrets/secret-box.ts";

const shape = z.object({
  state: z.string(),
  organizationId: z.uuid(),
  shopDomain: z.string(),
  userId: z.uuid().nullable(),
  expiresAtMs: z.number(),
});

/** An installation that somebody began: kept in a cookie of their browser, readable by us alone. */
export type InstallState = z.infer<typeof shape>;

/** How long a merchant may take to agree. */
export const installMinutes = 10;

/** A state that nobody guesses; Shopify hands it back with the merchant. */
export function newState(): string {
  return randomBytes(24).toString("base64url");
}

export function sealState({ encryptionKey }: Pick<Settings, "encryptionKey">, state: InstallState): string {
  return Buffer.from(seal(encryptionKey, JSON.stringify(state))).toString("base64url");
}

/**
 * Reads the cookie back, and holds it against what Shopify handed back: only the browser that began an installation ends
 * it, once it is young enough and about the same shop. Throws `invalid_signature`.
 */
export function openState(
  { encryptionKey }: Pick<Settings, "encryptionKey">,
  { cookie, returned, shopDomain, now }: { cookie: string | null; returned: string; shopDomain: string; now: Date },
): InstallState {
  const state = cookie === null ? null : unsealState(encryptionKey, cookie);
  if (state === null || !isSame(state.state, returned) || state.shopDomain !== shopDomain)
    throw new DomainError("invalid_signature", {}, { message: "This installation was not begun in this browser." });
  if (state.expiresAtMs < now.getTime())
    throw new DomainError("invalid_signature", {}, { message: "This installation took too long. Begin it again." });
  return state;
}

function unsealState(key: Uint8Array, cookie: string): InstallState | null {
  try {
    return shape.parse(JSON.parse(unseal(key, Buffer.from(cookie, "base64url"))));
  } catch {
    // Cut short, changed, or sealed with another key: all the same to whoever sent it.
    return null;
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
