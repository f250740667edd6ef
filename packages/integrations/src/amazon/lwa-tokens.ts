import { z } from "zod";

import { ProviderRefusedError } from "#contracts/errors.ts";
import type { MarketplaceStore } from "#contracts/marketplace.ts";
import { parseAnswer } from "#marketplace/parse-answer.ts";
import type { VendorAnswer } from "#marketplace/send-once.ts";

const lwaToken = z.object({ access_token: z.string().min(1), expires_in: z.number().min(0) });

/** Login with Amazon: access tokens for an hour, had for the refresh token that the seller's consent gave us. */
export interface LwaTokens {
  /** The access token of a store; fetched when there is none or it is about to end, once for all who ask meanwhile. */
  accessToken(store: MarketplaceStore, signal: AbortSignal): Promise<string>;
  /** Forgets one that Amazon does not take. */
  drop(store: MarketplaceStore, accessToken: string): void;
}

export interface LwaParts {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Posts a form to the token endpoint. */
  readonly askForToken: (form: URLSearchParams, signal: AbortSignal) => Promise<VendorAnswer>;
  readonly now: () => Date;
}

interface Held {
  readonly refreshToken: string;
  readonly accessToken: string;
  readonly expiresAt: number;
}

/** Renewed this long before its end: a call waits for its turn, and arrives some time later. */
const earlyMs = 120_000;
/** Sellers whose tokens are kept; the one that came first goes first. */
const mostStores = 5_000;

/** Tokens live in this process alone: they are cheap to fetch, and what is not written down cannot leak. */
export function createLwaTokens({ clientId, clientSecret, askForToken, now }: LwaParts): LwaTokens {
  const held = new Map<string, Held>();
  const asking = new Map<string, Promise<string>>();

  async function fetchToken(storeId: string, refreshToken: string, signal: AbortSignal): Promise<string> {
    const form = {
      grant_type: "refresh_token",
      refresh_token: refreshToken,
      client_id: clientId,
      client_secret: clientSecret,
    };
    const answer = await askForToken(new URLSearchParams(form), signal);
    if (!answer.ok) throw noConsent(answer.status);
    const { access_token: accessToken, expires_in } = parseAnswer("Amazon", lwaToken, answer.body);
    held.delete(storeId);
    held.set(storeId, { refreshToken, accessToken, expiresAt: now().getTime() + expires_in * 1_000 });
    if (held.size > mostStores) held.delete(held.keys().next().value ?? storeId);
    return accessToken;
  }

  return {
    async accessToken({ storeId, tokens }, signal) {
      const consent = await tokens.load();
      // What the seller's consent gives is a refresh token; who registers a store with one token registers that.
      const refreshToken = consent.refreshToken ?? consent.accessToken;
      const kept = held.get(storeId);
      if (kept?.refreshToken === refreshToken && kept.expiresAt - now().getTime() > earlyMs) return kept.accessToken;
      const key = `${storeId} ${refreshToken}`;
      const fetching = asking.get(key) ?? fetchToken(storeId, refreshToken, signal).finally(() => asking.delete(key));
      asking.set(key, fetching);
      return fetching;
    },
    drop({ storeId }, accessToken) {
      if (held.get(storeId)?.accessToken === accessToken) held.delete(storeId);
    },
  };
}

/** Nothing but the seller's consent, given anew, can help. */
export function noConsent(status: number): ProviderRefusedError {
  return new ProviderRefusedError(`Amazon does not let us in (${status})`, { code: "unauthorized" });
}
