import { randomBytes } from "node:crypto";

import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";
import { createRefreshTokens, refreshDays } from "./refresh-tokens.ts";

export interface Grant {
  readonly shop: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
}

/** An hour for what a merchant granted, a day for an app of the shop's own. */
const lifetimeS = { code: 3_600, client_credentials: 86_400 };

/** The codes and tokens that the sandbox's Shopify has handed out. */
export interface Tokens {
  /** A code for an installation that a merchant agreed to; good for a minute, and once. */
  issueCode(shop: string, scopes: readonly string[]): string;
  /** Null: the code is unknown, spent, too old or another shop's. */
  exchange(shop: string, code: string, expiring: boolean): TokenAnswer | null;
  /** Null: the refresh token is unknown, spent, too old or another shop's. See `RefreshTokens` for when it is spent. */
  refresh(shop: string, refreshToken: string): TokenAnswer | null;
  clientCredentials(shop: string, scopes: readonly string[]): TokenAnswer;
  /** What a token opens now; undefined when nothing. */
  find(token: string): Grant | undefined;
  /** Ends every token of a shop: all of them, or the access tokens alone. */
  end(shop: string, which: "all" | "access"): void;
  /** How many were handed out. */
  counts(): { readonly refreshed: number };
  clear(): void;
}

export interface TokenAnswer {
  readonly access_token: string;
  readonly scope: string;
  readonly expires_in?: number;
  readonly refresh_token?: string;
  readonly refresh_token_expires_in?: number;
}

const most = 10_000;

export function createTokens(clock: Clock): Tokens {
  const codes = new BoundedMap<string, Grant>(most);
  const access = new BoundedMap<string, Grant>(most);
  const refreshing = createRefreshTokens(clock);
  let refreshed = 0;

  const until = (seconds: number): number => clock.now().getTime() + seconds * 1_000;
  const isGood = ({ expiresAtMs }: Grant): boolean => expiresAtMs > clock.now().getTime();
  const give = (grant: Omit<Grant, "expiresAtMs">, seconds: number | null): string => {
    const token = `shpat_${randomBytes(16).toString("hex")}`;
    access.set(token, { ...grant, expiresAtMs: seconds === null ? Number.POSITIVE_INFINITY : until(seconds) });
    return token;
  };
  const pair = (grant: Omit<Grant, "expiresAtMs">, refreshToken: string): TokenAnswer => ({
    ...describe(grant, give(grant, lifetimeS.code), lifetimeS.code),
    refresh_token: refreshToken,
    refresh_token_expires_in: refreshDays * 86_400,
  });
  const spend = (from: Map<string, Grant>, key: string, shop: string): Grant | null => {
    const grant = from.get(key);
    if (grant?.shop !== shop) return null;
    from.delete(key);
    return isGood(grant) ? grant : null;
  };
  return {
    issueCode(shop, scopes) {
      const code = randomBytes(16).toString("hex");
      codes.set(code, { shop, scopes, expiresAtMs: until(60) });
      return code;
    },
    exchange(shop, code, expiring) {
      const grant = spend(codes, code, shop);
      if (grant === null) return null;
      if (expiring) return pair(grant, refreshing.make(grant));
      return { access_token: give(grant, null), scope: grant.scopes.join(",") };
    },
    refresh(shop, refreshToken) {
      const used = refreshing.use(shop, refreshToken);
      if (used === null) return null;
      refreshed += 1;
      return pair(used.holder, used.replacement);
    },
    clientCredentials(shop, scopes) {
      const seconds = lifetimeS.client_credentials;
      return describe({ scopes }, give({ shop, scopes }, seconds), seconds);
    },
    find(token) {
      const grant = access.get(token);
      return grant && isGood(grant) ? grant : undefined;
    },
    end(shop, which) {
      for (const map of which === "all" ? [codes, access] : [access]) forget(map, shop);
      if (which === "all") refreshing.forget(shop);
    },
    counts: () => ({ refreshed }),
    clear() {
      for (const map of [codes, access, refreshing]) map.clear();
      refreshed = 0;
    },
  };
}

function forget(from: Map<string, Grant>, shop: string): void {
  for (const [key, grant] of from) if (grant.shop === shop) from.delete(key);
}

function describe({ scopes }: Pick<Grant, "scopes">, token: string, seconds: number) {
  return { access_token: token, scope: scopes.join(","), expires_in: seconds };
}
