import { newId, transact, type Tx } from "@cartwright/db";
import type { ShopifyTokens } from "@cartwright/integrations/contracts";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";

import { sealTokens } from "../seal-tokens.ts";
import { shopifyApp } from "../shopify-app.ts";
import { addShopifySchedules } from "../sync/shopify-schedules.ts";

export interface GrantedShop {
  readonly shopDomain: string;
  readonly grant: "authorization_code" | "client_credentials";
  readonly tokens: ShopifyTokens;
}

export interface SavedShop {
  readonly integrationId: string;
  readonly shopDomain: string;
}

/**
 * Keeps a shop that gave us tokens, encrypted, and has a job look it up and subscribe to what happens in it. A shop that the
 * organization had before is the same one again.
 *
 * @throws DomainError `forbidden` when scopes were left out; `conflict` when another organization has the shop
 */
export async function saveShop(ctx: Ctx, { shopDomain, grant, tokens }: GrantedShop): Promise<SavedShop> {
  const app = shopifyApp(ctx);
  refuseMissing(app.scopes, tokens.scopes);
  const { organizationId, requestId } = ctx;
  const now = ctx.now();
  const columns = {
    ...sealTokens(tokens, { key: ctx.settings.encryptionKey, now }),
    grant,
    state: "active",
    stateReason: null,
    apiVersion: app.apiVersion,
    answeredVersion: null,
    refreshLease: null,
    refreshLeaseUntil: null,
    webhooksCheckedAt: null,
    webhooksError: null,
    installedAt: now,
    uninstalledAt: null,
  } as const;
  const integrationId = await transact(ctx.db, async (tx) => {
    await refuseForeign(tx, { shopDomain, organizationId });
    const { id } = await tx.shopifyIntegration.upsert({
      where: { organizationId_shopDomain: { organizationId, shopDomain } },
      create: { id: newId(), organizationId, shopDomain, createdAt: now, ...columns },
      update: columns,
      select: { id: true },
    });
    await recordAudit(tx, ctx, {
      action: "shopify.connected",
      subjectType: "shopify_integration",
      subjectId: id,
      data: { shopDomain, grant, scopes: [...tokens.scopes] },
    });
    await addShopifySchedules(tx, ctx);
    const jobKey = `check-shopify:${id}`;
    await enqueueInTransaction(tx, "check-shopify", { organizationId, integrationId: id, requestId }, { jobKey });
    return id;
  });
  return { integrationId, shopDomain };
}

// Whoever may write something may read it, and Shopify leaves the lesser scope out of its answer.
function refuseMissing(wanted: readonly string[], given: readonly string[]): void {
  const missing = wanted.filter(
    (scope) => !given.includes(scope) && !given.includes(scope.replace(/^read_/, "write_")),
  );
  if (missing.length === 0) return;
  const message = `The app needs access to ${missing.join(", ")} as well.`;
  throw new DomainError("forbidden", { missingScopes: missing }, { message });
}

async function refuseForeign(tx: Tx, { shopDomain, organizationId }: { shopDomain: string; organizationId: string }) {
  // One at a time for a shop, so that two organizations cannot both find it free.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`shopify:${shopDomain}`}, 0))`;
  const foreign = await tx.shopifyIntegration.findFirst({
    where: { shopDomain, state: { not: "uninstalled" }, organizationId: { not: organizationId } },
    select: { id: true },
  });
  if (foreign === null) return;
  const message = "This shop is connected to another organization. Remove the app there first.";
  throw new DomainError("conflict", { shopDomain }, { message });
}
