import { DomainError } from "@cartwright/core";
import { finishInstall } from "@cartwright/core/shopify/install/finish-install";
import { startInstall } from "@cartwright/core/shopify/install/start-install";

import { toCoreContext } from "#context.ts";
import { admit } from "#permissions.ts";

import { passEdge, type EdgeOptions } from "./edge.ts";

const cookieName = "cartwright_shopify";

/**
 * Begins an installation in a shop, `?shop=havu.myshopify.com`, for staff who may connect stores: sends the browser to
 * Shopify, with a cookie that says who began it.
 */
export async function handleShopifyInstall(options: EdgeOptions, request: Request): Promise<Response> {
  const door = { route: "/api/shopify/install", routeClass: "reads" as const, authenticated: true };
  return passEdge(options, request, door, async (passage) => {
    const admission = admit(passage.principal, { guest: false, customer: false, need: "stores:write" });
    if ("refused" in admission) throw new DomainError(admission.refused);
    const shop = new URL(request.url).searchParams.get("shop") ?? "";
    const started = startInstall(toCoreContext(passage, admission.actor), { shop });
    passage.reply.append("set-cookie", writeCookie(options, started.cookie, started.cookieMaxAgeS));
    return redirect(passage.reply, started.authorizeUrl);
  });
}

/**
 * Where Shopify sends the merchant back to. Nobody is asked who they are: what counts is Shopify's signature and the cookie
 * of the browser that began. What comes without them is told so; a merchant who agreed, or did not, sees the admin's page.
 */
export async function handleShopifyCallback(options: EdgeOptions, request: Request): Promise<Response> {
  const door = { route: "/api/shopify/callback", routeClass: "reads" as const, authenticated: false };
  return passEdge(options, request, door, async ({ services, requestId, reply }) => {
    const { searchParams: query } = new URL(request.url);
    const cookie = readCookie(request);
    const saved = await finishInstall(services, { query, cookie, requestId, signal: request.signal });
    reply.append("set-cookie", writeCookie(options, "", 0));
    const page = new URL("/admin/channels/shopify", services.settings.webUrl);
    if (saved === null) page.searchParams.set("declined", "1");
    else page.searchParams.set("connected", saved.integrationId);
    return redirect(reply, page.href);
  });
}

// Lax: it must come along when Shopify sends the browser back, and with nothing that another page sends by itself.
function writeCookie({ services }: EdgeOptions, value: string, maxAgeS: number): string {
  const secure = services.settings.webUrl.startsWith("https:") ? "; Secure" : "";
  return `${cookieName}=${value}; Path=/api/shopify; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${secure}`;
}

function readCookie(request: Request): string | null {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${cookieName}=`));
  return found?.slice(cookieName.length + 1) || null;
}

function redirect(headers: Headers, location: string): Response {
  headers.set("location", location);
  headers.set("cache-control", "no-store");
  return new Response(null, { status: 302, headers });
}
