import { randomBytes } from "node:crypto";

import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";

interface Holder {
  readonly shop: string;
  readonly scopes: readonly string[];
}

interface Refreshing extends Holder {
  endsAtMs: number;
  /** The token that took its place, once it was used. */
  replacedBy?: string;
  /** The token that it took the place of, until it is used itself. */
  replaces?: string | undefined;
}

/** Refresh tokens, which take turns. */
export interface RefreshTokens {
  make(holder: Holder): string;
  /**
   * The token's replacement, and whose it is; null: it is unknown, spent, too old or another shop's. It is spent when its replacement
   * is used for the first time: until then, thirty days at most, it brings the same one again, since the answer may have been lost.
   */
  use(shop: string, token: string): { readonly holder: Holder; readonly replacement: string } | null;
  forget(shop: string): void;
  clear(): void;
}

const day = 86_400_000;
export const refreshDays = 90;
const retryDays = 30;
const most = 10_000;

export function createRefreshTokens(clock: Clock): RefreshTokens {
  const tokens = new BoundedMap<string, Refreshing>(most);
  const inDays = (days: number): number => clock.now().getTime() + days * day;
  const make = ({ shop, scopes }: Holder, replaces?: string): string => {
    const token = `shprt_${randomBytes(16).toString("hex")}`;
    tokens.set(token, { shop, scopes, endsAtMs: inDays(refreshDays), replaces });
    return token;
  };
  return {
    make: (holder) => make(holder),
    use(shop, token) {
      const held = tokens.get(token);
      if (held?.shop !== shop || held.endsAtMs <= clock.now().getTime()) return null;
      if (held.replaces !== undefined) tokens.delete(held.replaces);
      held.replaces = undefined;
      if (held.replacedBy === undefined) {
        held.replacedBy = make(held, token);
        held.endsAtMs = Math.min(held.endsAtMs, inDays(retryDays));
      }
      return { holder: held, replacement: held.replacedBy };
    },
    forget(shop) {
      for (const [token, held] of tokens) if (held.shop === shop) tokens.delete(token);
    },
    clear: () => tokens.clear(),
  };
}
