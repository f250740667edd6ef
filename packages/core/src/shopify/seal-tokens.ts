import type { ShopifyTokens } from "@cartwright/integrations/contracts";

import { seal } from "#secrets/secret-box.ts";

/** Tokens as their columns keep them: encrypted, with the time until which each holds. */
export function sealTokens(tokens: ShopifyTokens, { key, now }: { key: Uint8Array; now: Date }) {
  const after = (seconds: number | null): Date | null =>
    seconds === null ? null : new Date(now.getTime() + seconds * 1_000);
  return {
    accessTokenEnc: seal(key, tokens.accessToken),
    accessTokenExpiresAt: after(tokens.expiresInS),
    refreshTokenEnc: tokens.refreshToken === null ? null : seal(key, tokens.refreshToken),
    refreshTokenExpiresAt: after(tokens.refreshTokenExpiresInS),
    scopes: [...tokens.scopes],
    updatedAt: now,
  };
}
