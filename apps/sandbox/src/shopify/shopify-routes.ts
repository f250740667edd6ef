import { z } from "zod";

import { header, param } from "../server/exchange.ts";
import type { Exchange, Reply, Route } from "../server/exchange.ts";
import { Refusal } from "../server/refusal.ts";
import { json } from "../server/reply.ts";
import { serveBulkFile } from "./bulk/serve-bulk-file.ts";
import { controlRoutes } from "./control-routes.ts";
import { showAuthorizePage, takeChoice } from "./oauth/authorize-page.ts";
import { answerTokenRequest } from "./oauth/token-route.ts";
import { runGraphql } from "./run-graphql.ts";
import type { Shop } from "./shop.ts";
import type { ShopifyWorld } from "./shopify-world.ts";

/**
 * Shopify: every shop under `/shopify/{its domain}`, as it would be at its own address; `/shopify/admin/…` is the shop that
 * is there from the start.
 */
export function shopifyRoutes(world: ShopifyWorld): Route[] {
  const shopOf = ({ params }: Exchange): Shop => {
    const domain = params["shop"] ?? world.settings.shopDomain;
    if (!isShopDomain.test(domain)) throw new Refusal(404, "not_found", `${domain} is no shop's name.`);
    return world.shopOf(domain);
  };
  const everywhere = (
    method: Route["method"],
    path: string,
    handle: (shop: Shop, exchange: Exchange) => Reply | Promise<Reply>,
  ) =>
    ["/shopify", "/shopify/:shop"].map((prefix): Route => ({
      method,
      pattern: `${prefix}${path}`,
      handle: (exchange) => handle(shopOf(exchange), exchange),
    }));
  return [
    ...controlRoutes(world),
    ...everywhere("POST", "/admin/api/:version/graphql.json", (shop, exchange) => answerGraphql(world, shop, exchange)),
    ...everywhere("GET", "/admin/oauth/authorize", (shop, exchange) => showAuthorizePage(world, shop, exchange)),
    ...everywhere("POST", "/admin/oauth/authorize", (shop, exchange) => takeChoice(world, shop, exchange)),
    ...everywhere("POST", "/admin/oauth/access_token", (shop, exchange) => answerTokenRequest(world, shop, exchange)),
    ...everywhere("GET", "/bulk/:file", (shop, exchange) => serveBulkFile(shop, exchange)),
  ];
}

const isShopDomain = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

const body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

async function answerGraphql(world: ShopifyWorld, shop: Shop, exchange: Exchange): Promise<Reply> {
  shop.counts.requests += 1;
  if (param(exchange, "version") !== "2026-10") return json({ errors: "Not Found" }, 404);
  const { status } = shop.settings;
  if (status !== 200) return json({ errors: statusTexts[status] ?? "Unavailable" }, status);
  const scopes = scopesOf(world, shop, header(exchange, "x-shopify-access-token") ?? "");
  if (scopes === null)
    return json({ errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" }, 401);
  const read = body.safeParse(parseJson(exchange.rawBody.toString("utf8")));
  if (!read.success) return json({ errors: { query: "Required parameter missing or invalid" } }, 400);
  const { query, variables } = read.data;
  const answer = await runGraphql(world.contextFor(shop, scopes), { query, variables: variables ?? {} });
  return json(answer, 200, { "x-shopify-api-version": world.answerVersion });
}

const statusTexts: Readonly<Record<number, string>> = {
  402: "Unavailable Shop",
  403: "Forbidden",
  404: "Not Found",
  423: "Unavailable Shop",
};

/** Tokens for trying things out by hand: nobody handed them out, and they open everything. */
const testToken = /^shpat_test/;

function scopesOf({ tokens, settings }: ShopifyWorld, { settings: { domain }, installed }: Shop, token: string) {
  if (testToken.test(token)) return new Set(settings.scopes);
  const grant = tokens.find(token);
  return installed && grant?.shop === domain ? new Set(grant.scopes) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
