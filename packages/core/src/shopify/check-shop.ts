import type { ShopifyShop } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { isDomainError } from "#errors.ts";

import { openShopifyShop } from "./open-shopify-shop.ts";
import { shopifyApp } from "./shopify-app.ts";
import { wantedTopics } from "./wanted-topics.ts";

export interface CheckedShop {
  /** Subscriptions that had to be made: all of them the first time, those that Shopify dropped later. */
  readonly repaired: number;
  /** Subscriptions of ours to an address that is no longer ours, which were taken back. */
  readonly removed: number;
}

/** Where Shopify sends its messages. */
export function webhookAddress(webUrl: string): string {
  return `${webUrl}/api/webhooks/shopify`;
}

/**
 * Looks a shop up: what it is called now, and whether it still tells us what happens in it. Shopify drops a subscription
 * whose messages were not taken for some hours; it is made again here. Null when the shop is no longer active.
 *
 * A refusal is written to the shop's row for staff to read; being unreachable is thrown, so that the job comes again.
 */
export async function checkShop(
  services: Services,
  { organizationId, integrationId, signal }: { organizationId: string; integrationId: string; signal: AbortSignal },
): Promise<CheckedShop | null> {
  const key = { organizationId, id: integrationId };
  const row = await services.db.prisma.shopifyIntegration.findUnique({ where: { organizationId_id: key } });
  if (row?.state !== "active") return null;
  const note = (data: { webhooksRepaired?: number; webhooksError: string | null }) =>
    services.db.prisma.shopifyIntegration.updateMany({
      where: key,
      data: { ...data, webhooksCheckedAt: services.now() },
    });
  try {
    const shop = openShopifyShop(services, row);
    await keepFacts(services, { shop, integrationId, signal });
    const checked = await checkSubscriptions(shop, { uri: webhookAddress(services.settings.webUrl), signal });
    await note({ webhooksRepaired: checked.repaired, webhooksError: null });
    return checked;
  } catch (error) {
    if (isDomainError(error, "integration_inactive")) return null;
    if (!(error instanceof Error) || error.name !== "ProviderRefusedError") throw error;
    await note({ webhooksError: error.message });
    services.log.warn({ err: error, integrationId }, "shopify_check_refused");
    return { repaired: 0, removed: 0 };
  }
}

interface Asking {
  readonly shop: ShopifyShop;
  readonly integrationId: string;
  readonly signal: AbortSignal;
}

async function keepFacts(services: Services, { shop, integrationId, signal }: Asking): Promise<void> {
  const { name, currency, scopes } = await shop.readFacts({ signal });
  await services.db.prisma.shopifyIntegration.updateMany({
    where: { id: integrationId },
    data: {
      apiVersion: shopifyApp(services).apiVersion,
      shopName: name,
      currency,
      scopes: [...scopes],
    },
  });
}

async function checkSubscriptions(
  shop: ShopifyShop,
  { uri, signal }: { uri: string; signal: AbortSignal },
): Promise<CheckedShop> {
  const there = await shop.listSubscriptions({ signal });
  const heard = new Set(there.filter((each) => each.uri === uri).map(({ topic }) => topic));
  const missing = wantedTopics.filter((topic) => !heard.has(topic));
  await every(missing, (topic) => shop.subscribe({ topic, uri }, { signal }));
  // Ours were made by this app alone; another address is one that we had before.
  const stale = there.filter((each) => each.uri !== uri);
  await every(stale, ({ id }) => shop.unsubscribe(id, { signal }));
  return { repaired: missing.length, removed: stale.length };
}

// All of them, also when one fails: what could be made is there.
async function every<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const outcomes = await Promise.allSettled(items.map(work));
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
