import { randomBytes } from "node:crypto";

import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";

export interface EtsyTokenPair {
  access_token: string;
  token_type: "Bearer";
  /** Seconds. */
  expires_in: number;
  refresh_token: string;
}

/** OAuth tokens: an access token lives an hour, a refresh token is good for one use. */
export interface EtsyTokens {
  issue(shopId: number, lifeSeconds?: number): EtsyTokenPair;
  /** Spends a refresh token; undefined when there is none such, or it was spent. */
  refresh(refreshToken: string): EtsyTokenPair | undefined;
  /** The shop that an access token speaks for; undefined when it is unknown or over. */
  shopOf(accessToken: string): number | undefined;
  clear(): void;
}

const HOUR = 3_600;
const MOST_TOKENS = 20_000;

export function createEtsyTokens(clock: Clock): EtsyTokens {
  const access = new BoundedMap<string, { shopId: number; endsAt: number }>(MOST_TOKENS);
  const refresh = new BoundedMap<string, number>(MOST_TOKENS);
  // As Etsy's: the user's number, a dot, and what is secret.
  const make = (shopId: number): string => `${shopId}.${randomBytes(24).toString("base64url")}`;

  function issue(shopId: number, lifeSeconds = HOUR): EtsyTokenPair {
    const pair = { access_token: make(shopId), refresh_token: make(shopId) };
    access.set(pair.access_token, { shopId, endsAt: clock.now().getTime() + lifeSeconds * 1_000 });
    refresh.set(pair.refresh_token, shopId);
    return { ...pair, token_type: "Bearer", expires_in: lifeSeconds };
  }
  return {
    issue,
    refresh(refreshToken) {
      const shopId = refresh.get(refreshToken);
      if (shopId === undefined) return undefined;
      refresh.delete(refreshToken);
      return issue(shopId);
    },
    shopOf(accessToken) {
      const known = access.get(accessToken);
      return known !== undefined && known.endsAt > clock.now().getTime() ? known.shopId : undefined;
    },
    clear() {
      access.clear();
      refresh.clear();
    },
  };
}
