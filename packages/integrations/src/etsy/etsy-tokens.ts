import { z } from "zod";

import { ProviderRefusedError } from "#contracts/errors.ts";
import type { MarketplaceStore, StoreTokens } from "#contracts/marketplace.ts";
import { parseAnswer } from "#marketplace/parse-answer.ts";
import type { VendorAnswer } from "#marketplace/send-once.ts";

const etsyTokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number(),
});

/** Renewed this long before its end, so that a call that waits for its turn does not arrive too late. */
const earlyMs = 60_000;

export interface EtsyTokenParts {
  /** Posts a form to Etsy's token endpoint. */
  readonly askForTokens: (form: URLSearchParams, signal: AbortSignal) => Promise<VendorAnswer>;
  readonly keystring: string;
  readonly now: () => Date;
}

/** The store's tokens, renewed when they are about to end. */
export async function freshTokens(
  parts: EtsyTokenParts,
  store: MarketplaceStore,
  signal: AbortSignal,
): Promise<StoreTokens> {
  const held = await store.tokens.load();
  const ends = held.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
  if (held.refreshToken === null || ends - parts.now().getTime() > earlyMs) return held;
  return renewTokens(parts, { store, stale: held, signal });
}

/**
 * Exchanges tokens that Etsy does not take any more. Each refresh token is good once: the new one is kept by the vault before
 * anybody uses it. Refuses with `unauthorized` when the shop has to be connected anew.
 */
export async function renewTokens(
  parts: EtsyTokenParts,
  {
    store,
    stale,
    signal,
  }: { readonly store: MarketplaceStore; readonly stale: StoreTokens; readonly signal: AbortSignal },
): Promise<StoreTokens> {
  return store.tokens.refresh(stale, async ({ refreshToken }) => {
    if (refreshToken === null) throw disconnected("there is no refresh token");
    const form = { grant_type: "refresh_token", client_id: parts.keystring, refresh_token: refreshToken };
    const answer = await parts.askForTokens(new URLSearchParams(form), signal);
    if (!answer.ok) throw disconnected(`the refresh token was refused with ${answer.status}`);
    const { access_token, refresh_token, expires_in } = parseAnswer("Etsy", etsyTokens, answer.body);
    const expiresAt = new Date(parts.now().getTime() + expires_in * 1_000);
    return { accessToken: access_token, refreshToken: refresh_token, expiresAt };
  });
}

/** Nothing but a person who signs in at Etsy again can help. */
export function disconnected(why: string): ProviderRefusedError {
  return new ProviderRefusedError(`Etsy does not let us in: ${why}`, { code: "unauthorized" });
}
