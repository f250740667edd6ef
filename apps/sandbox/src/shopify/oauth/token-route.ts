import { z } from "zod";

import type { Exchange, Reply } from "../../server/exchange.ts";
import { json } from "../../server/reply.ts";
import type { Shop } from "../shop.ts";
import type { ShopifyWorld } from "../shopify-world.ts";
import type { TokenAnswer } from "../tokens.ts";

const body = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string().optional(),
  expiring: z.union([z.string(), z.number(), z.boolean()]).optional(),
  grant_type: z.string().optional(),
  refresh_token: z.string().optional(),
});

/** `POST /admin/oauth/access_token`: a code, a refresh token or the app's own credentials for an access token. */
export function answerTokenRequest(world: ShopifyWorld, shop: Shop, { rawBody }: Exchange): Reply {
  const read = body.safeParse(parseJson(rawBody.toString("utf8")));
  if (!read.success) return refused("invalid_request", "The body lacks client_id or client_secret.");
  const { client_id: clientId, client_secret: clientSecret } = read.data;
  if (clientId !== world.settings.clientId || !world.settings.clientSecrets.includes(clientSecret))
    return refused("application_cannot_be_found", "No application has that id and secret.");
  const answer = grant(world, shop, read.data);
  if (answer !== null) return json(answer);
  // Apps have been told so, though OAuth would have it otherwise.
  if (read.data.grant_type === "refresh_token")
    return refused("invalid_request", "This request requires an active refresh_token", 401);
  return refused("invalid_grant", "The code or token is unknown, spent or too old.");
}

function grant({ tokens, settings }: ShopifyWorld, shop: Shop, given: z.output<typeof body>): TokenAnswer | null {
  const { domain } = shop.settings;
  if (given.grant_type === "client_credentials")
    return shop.installed ? tokens.clientCredentials(domain, settings.scopes) : null;
  if (given.grant_type === "refresh_token") return tokens.refresh(domain, given.refresh_token ?? "");
  const expiring = given.expiring === "1" || given.expiring === 1 || given.expiring === true;
  const answer = tokens.exchange(domain, given.code ?? "", expiring);
  if (answer !== null) shop.installed = true;
  return answer;
}

function refused(error: string, description: string, status = 400): Reply {
  return json({ error, error_description: description }, status);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
