import type { Ctx } from "#context.ts";

import { shopifyApp } from "../shopify-app.ts";
import { installMinutes, newState, sealState } from "./install-state.ts";
import { readShopDomain } from "./shop-domain.ts";

export interface StartedInstall {
  /** Where the merchant's browser goes next. */
  readonly authorizeUrl: string;
  /** What the browser must bring back with the merchant. */
  readonly cookie: string;
  readonly cookieMaxAgeS: number;
}

/** Where Shopify sends the merchant back to. */
export function callbackUrl(webUrl: string): string {
  return `${webUrl}/api/shopify/callback`;
}

/**
 * Begins the installation of our app in a shop. Nothing is kept until the merchant has agreed.
 *
 * @throws DomainError `invalid_input` for an address that is none of Shopify's; `service_unavailable` without an app
 */
export function startInstall(ctx: Ctx, { shop }: { shop: string }): StartedInstall {
  const { oauth } = shopifyApp(ctx);
  const shopDomain = readShopDomain(shop);
  const { organizationId, actor, settings } = ctx;
  const state = newState();
  const expiresAtMs = ctx.now().getTime() + installMinutes * 60_000;
  const userId = actor.type === "member" ? actor.userId : null;
  return {
    authorizeUrl: oauth.authorizeUrl({ shopDomain, redirectUri: callbackUrl(settings.webUrl), state }),
    cookie: sealState(settings, { state, organizationId, shopDomain, userId, expiresAtMs }),
    cookieMaxAgeS: installMinutes * 60,
  };
}
