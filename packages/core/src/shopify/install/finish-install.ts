import type { Actor, Services } from "#context.ts";
import { DomainError } from "#errors.ts";

import { shopifyApp } from "../shopify-app.ts";
import { asRefusal } from "./as-refusal.ts";
import { type InstallState, openState } from "./install-state.ts";
import { type SavedShop, saveShop } from "./save-shop.ts";
import { readShopDomain } from "./shop-domain.ts";

export interface ReturnedMerchant {
  /** As Shopify wrote it. */
  readonly query: URLSearchParams;
  /** What the browser was given when the installation began; null when it brought nothing. */
  readonly cookie: string | null;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

/**
 * Ends an installation: checks that Shopify sent the merchant, and that this browser began it, then turns the code into
 * tokens. Null when the merchant said no.
 *
 * @throws DomainError `invalid_signature` when either check fails; `forbidden` when scopes were left out; `conflict` when another
 * organization has the shop; `provider_unavailable` when Shopify does not answer
 */
export async function finishInstall(services: Services, returned: ReturnedMerchant): Promise<SavedShop | null> {
  const { query, cookie, requestId, signal } = returned;
  const app = shopifyApp(services);
  await asRefusal(() => app.oauth.verifyCallback(query, services.now));
  const shopDomain = readShopDomain(query.get("shop") ?? "");
  const now = services.now();
  const begun = openState(services.settings, { cookie, returned: query.get("state") ?? "", shopDomain, now });
  if (query.get("error") !== null) return null;
  const code = query.get("code");
  if (code === null) throw new DomainError("invalid_input", { field: "code" });
  const tokens = await asRefusal(() => app.oauth.exchangeCode({ shopDomain, code, signal }));
  const ctx = { ...services, organizationId: begun.organizationId, actor: actorOf(begun), requestId };
  return saveShop(ctx, { shopDomain, grant: "authorization_code", tokens });
}

// Who may was asked when they began; what they began is theirs in the audit log.
function actorOf({ userId }: InstallState): Actor {
  return userId === null
    ? { type: "system", name: "shopify" }
    : { type: "member", userId, role: "staff", permissions: [] };
}
