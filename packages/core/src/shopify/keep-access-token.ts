import { type ShopifyIntegration, newId } from "@cartwright/db";
import { isShopifyRefusal, type ShopifyTokens } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";
import { unseal } from "#secrets/secret-box.ts";

import { sealTokens } from "./seal-tokens.ts";
import { shopifyApp } from "./shopify-app.ts";

export interface TokenWanted {
  readonly integrationId: string;
  /** A token that Shopify turned down: another one is wanted, whatever its time says. */
  readonly refused?: string | undefined;
}

/** A token is renewed before its last minutes, so that what was asked for with it can be answered. */
const spareMs = 120_000;
/** Longer than Shopify takes for a token; after it a process that died no longer stands in the way. */
const leaseMs = 30_000;
const lookAgainMs = 100;

/**
 * A token that Shopify takes for some minutes more. When it runs out one process renews it and the others wait for what it
 * gets.
 *
 * The row is held by a lease in it rather than by a transaction, since Shopify is asked meanwhile. It keeps the refresh token
 * that was used until the new pair is written: Shopify takes it again while nobody has used its replacement, so an answer that
 * is lost, or a process that dies with it, is made good by asking again.
 * @see https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens
 *
 * @throws DomainError `integration_inactive` when the app was removed, or Shopify takes neither token any more
 */
export async function keepAccessToken(services: Services, wanted: TokenWanted): Promise<string> {
  const gaveUpAt = Date.now() + 2 * leaseMs;
  for (;;) {
    const row = await readActive(services, wanted.integrationId);
    const token = usableToken(services, row, wanted.refused);
    if (token !== null) return token;
    const lease = await takeLease(services, row);
    if (lease !== null) return renew(services, row, lease);
    if (Date.now() > gaveUpAt) throw new DomainError("provider_unavailable", { provider: "shopify" });
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}

async function readActive({ db }: Services, id: string): Promise<ShopifyIntegration> {
  const row = await db.prisma.shopifyIntegration.findUniqueOrThrow({ where: { id } });
  if (row.state !== "active") throw inactive(row);
  return row;
}

function inactive({ id, state }: Pick<ShopifyIntegration, "id" | "state">): DomainError {
  return new DomainError("integration_inactive", { integrationId: id, state });
}

function usableToken({ settings, now }: Services, row: ShopifyIntegration, refused: string | undefined): string | null {
  if (row.accessTokenEnc === null) return null;
  const { accessTokenExpiresAt: expiresAt } = row;
  if (expiresAt !== null && expiresAt.getTime() - now().getTime() < spareMs) return null;
  const token = unseal(settings.encryptionKey, row.accessTokenEnc);
  return token === refused ? null : token;
}

/** Ours alone when the row still is as it was read; null while another process holds it. */
async function takeLease({ db }: Services, { id, accessTokenEnc }: ShopifyIntegration): Promise<string | null> {
  const lease = newId();
  const taken = await db.prisma.$executeRaw`
    UPDATE shopify_integrations
    SET refresh_lease = ${lease}::uuid, refresh_lease_until = clock_timestamp() + make_interval(secs => ${leaseMs / 1_000})
    WHERE id = ${id}::uuid AND state = 'active'
      AND access_token_enc IS NOT DISTINCT FROM ${accessTokenEnc}::bytea
      AND (refresh_lease_until IS NULL OR refresh_lease_until < clock_timestamp())`;
  return taken === 1 ? lease : null;
}

async function renew(services: Services, row: ShopifyIntegration, lease: string): Promise<string> {
  const { db, settings, now } = services;
  const held = { id: row.id, refreshLease: lease };
  try {
    const tokens = await askForTokens(services, row);
    const { count } = await db.prisma.shopifyIntegration.updateMany({
      // A merchant who removed the app meanwhile wants no token of it to be kept.
      where: { ...held, state: "active" },
      data: { ...sealTokens(tokens, { key: settings.encryptionKey, now: now() }), refreshLeaseUntil: null },
    });
    if (count === 0) throw inactive({ id: row.id, state: "uninstalled" });
    return tokens.accessToken;
  } catch (error) {
    const dead = isShopifyRefusal(error, "token_dead");
    await db.prisma.shopifyIntegration.updateMany({
      where: { ...held, state: "active" },
      data: { refreshLeaseUntil: null, ...(dead && { state: "needs_reauthorization", stateReason: deadReason }) },
    });
    if (dead) throw inactive({ id: row.id, state: "needs_reauthorization" });
    throw error;
  }
}

const deadReason = "Shopify no longer accepts this app's access. Install the app again.";

async function askForTokens(services: Services, row: ShopifyIntegration): Promise<ShopifyTokens> {
  const { oauth } = shopifyApp(services);
  const { shopDomain, refreshTokenEnc } = row;
  const signal = AbortSignal.timeout(leaseMs / 2);
  if (row.grant === "client_credentials") return oauth.clientCredentials({ shopDomain, signal });
  if (refreshTokenEnc === null) throw inactive({ id: row.id, state: "needs_reauthorization" });
  const refreshToken = unseal(services.settings.encryptionKey, refreshTokenEnc);
  return oauth.refresh({ shopDomain, refreshToken, signal });
}
