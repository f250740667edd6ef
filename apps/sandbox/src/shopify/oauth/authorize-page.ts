import { createHmac } from "node:crypto";

import type { Exchange, Reply } from "../../server/exchange.ts";
import { html } from "../../server/html.ts";
import { layout } from "../../server/layout.ts";
import { Refusal } from "../../server/refusal.ts";
import { page, redirect } from "../../server/reply.ts";
import type { Shop } from "../shop.ts";
import type { ShopifyWorld } from "../shopify-world.ts";

interface Wish {
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly state: string;
}

/** What the merchant sees: which app, what it asks for, and whether to install it. */
export function showAuthorizePage(world: ShopifyWorld, shop: Shop, exchange: Exchange): Reply {
  const { scopes } = readWish(world, exchange);
  const title = `Install Cartwright in ${shop.settings.name}?`;
  const body = html`<h1>${title}</h1>
    <p>It asks for:</p>
    <ul>
      ${scopes.map((scope) => html`<li>${scope.replaceAll("_", " ")}</li>`)}
    </ul>
    <form method="post"><button name="choice" value="install">Install app</button></form>
    <form method="post"><button name="choice" value="cancel">Cancel</button></form>`;
  return page(layout(title, body));
}

/** What the merchant chose: back to the app, with a code when the answer was yes. */
export function takeChoice(world: ShopifyWorld, shop: Shop, exchange: Exchange): Reply {
  const { scopes, redirectUri, state } = readWish(world, exchange);
  const choice = new URLSearchParams(exchange.rawBody.toString("utf8")).get("choice");
  const back = new URL(redirectUri);
  const { domain } = shop.settings;
  const answer: Record<string, string> =
    choice === "cancel" ? { error: "access_denied" } : { code: world.tokens.issueCode(domain, scopes) };
  const seconds = String(Math.floor(world.clock.now().getTime() / 1_000));
  const host = Buffer.from(`${domain}/admin`).toString("base64url");
  const signed: Record<string, string> = { ...answer, host, shop: domain, state, timestamp: seconds };
  for (const [key, value] of Object.entries(signed)) back.searchParams.set(key, value);
  back.searchParams.set("hmac", sign(world, back.searchParams));
  return redirect(back.href);
}

function sign(world: ShopifyWorld, query: URLSearchParams): string {
  const message = [...query.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, value]) => `${key}=${value}`)
    .join("&");
  return createHmac("sha256", world.signingSecret()).update(message).digest("hex");
}

function readWish(world: ShopifyWorld, { query }: Exchange): Wish {
  const redirectUri = query.get("redirect_uri") ?? "";
  if (query.get("client_id") !== world.settings.clientId)
    throw new Refusal(400, "invalid_client", "No app has that client_id.");
  if (URL.parse(redirectUri) === null) throw new Refusal(400, "invalid_request", "redirect_uri is not an address.");
  const scopes = (query.get("scope") ?? "").split(",").filter((scope) => scope !== "");
  return { scopes, redirectUri, state: query.get("state") ?? "" };
}
