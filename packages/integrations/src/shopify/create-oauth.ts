import { z } from "zod";

import { ProviderUnavailableError } from "../contracts/errors.ts";
import { ShopifyRefusedError } from "../contracts/shopify-errors.ts";
import type { ShopifyOAuth, ShopifyTokens } from "../contracts/shopify.ts";
import type { Guard } from "../resilience/index.ts";
import { listSecrets, type Secrets, verifyShopifyQuery } from "../signatures/index.ts";
import { errorOf } from "./send-request.ts";

export interface OAuthOptions {
  readonly clientId: string;
  readonly clientSecrets: Secrets;
  readonly scopes: readonly string[];
  readonly guard: Guard;
  readonly addressOf: (shopDomain: string) => string;
}

const tokens = z.object({
  access_token: z.string().min(1),
  scope: z.string(),
  expires_in: z.number().positive().optional(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: z.number().positive().optional(),
});

/** The ways to a token: each is one POST to the shop. @see https://shopify.dev/docs/apps/build/authentication-authorization */
export function createOAuth(options: OAuthOptions): ShopifyOAuth {
  const { clientId, clientSecrets, scopes, addressOf } = options;
  return {
    authorizeUrl({ shopDomain, redirectUri, state }) {
      const query = new URLSearchParams({
        client_id: clientId,
        scope: scopes.join(","),
        redirect_uri: redirectUri,
        state,
      });
      return `${addressOf(shopDomain)}/admin/oauth/authorize?${query.toString()}`;
    },
    verifyCallback: (query, now) => verifyShopifyQuery(query, { secrets: clientSecrets, now }),
    exchangeCode: ({ shopDomain, code, signal }) => ask(options, { shopDomain, body: { code, expiring: "1" }, signal }),
    refresh: ({ shopDomain, refreshToken, signal }) => {
      const body = { grant_type: "refresh_token", refresh_token: refreshToken };
      return ask(options, { shopDomain, body, signal });
    },
    clientCredentials: ({ shopDomain, signal }) =>
      ask(options, { shopDomain, body: { grant_type: "client_credentials" }, signal }),
  };
}

interface TokenRequest {
  readonly shopDomain: string;
  readonly body: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

// Sent once: a code is spent with its first use, also when the answer was lost. Whoever renews a token asks again by itself.
function ask(options: OAuthOptions, { shopDomain, body, signal }: TokenRequest): Promise<ShopifyTokens> {
  const { clientId, clientSecrets, guard, addressOf } = options;
  const [clientSecret] = listSecrets(clientSecrets);
  return guard.run(async (limited) => {
    const response = await fetch(`${addressOf(shopDomain)}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, ...body }),
      redirect: "error",
      signal: limited,
    }).catch(away);
    const text = await response.text().catch(away);
    if (!response.ok) throw refusalOf(response, text);
    return mapTokens(readTokens(text));
  }, signal);
}

function away(cause: unknown): never {
  throw new ProviderUnavailableError("Shopify could not be reached for a token", { cause });
}

// OAuth says with status 400 that a code or token is spent, unknown or too old.
function refusalOf(response: Response, text: string): Error {
  if (response.status !== 400) return errorOf(response, text);
  const code = /"error":\s*"(\w+)"/.exec(text)?.[1] ?? "400";
  const reason = code === "invalid_grant" || code === "invalid_request" ? "token_dead" : "bad_request";
  return new ShopifyRefusedError(`Shopify gave no token: ${code}`, { reason, code });
}

function readTokens(text: string): z.output<typeof tokens> {
  try {
    return tokens.parse(JSON.parse(text));
  } catch (cause) {
    throw new ProviderUnavailableError("Shopify's token cannot be read", { cause });
  }
}

function mapTokens(answer: z.output<typeof tokens>): ShopifyTokens {
  return {
    accessToken: answer.access_token,
    expiresInS: answer.expires_in ?? null,
    refreshToken: answer.refresh_token ?? null,
    refreshTokenExpiresInS: answer.refresh_token_expires_in ?? null,
    scopes: answer.scope.split(",").filter((scope) => scope !== ""),
  };
}
