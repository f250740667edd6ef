import type { ShopifyIntegration } from "@cartwright/db";
import type { VerifiedWebhook } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import type { Applied } from "#webhooks/find-source.ts";

import { readLossless } from "./read-lossless.ts";
import { type TopicHandler, topicHandlers } from "./topic-handlers.ts";

/**
 * Applies one message of Shopify's. Whose it is, the shop's row says; one about a shop that nobody here has connected is
 * ignored. After the app was removed only what privacy laws ask for is heard.
 */
export async function applyShopifyWebhook(services: Services, webhook: VerifiedWebhook): Promise<Applied> {
  const { topic, accountId: shopDomain, externalId: messageId, requestId, signal } = webhook;
  const rows = await services.db.prisma.shopifyIntegration.findMany({
    where: { shopDomain },
    orderBy: { id: "desc" },
  });
  const handler = handlerOf(topic);
  const concerned = privacyTopics.has(topic) ? rows : rows.filter(({ state }) => state !== "uninstalled");
  const triggeredAt = readTime(webhook);
  let outcome: Applied["outcome"] = "ignored";
  if (handler === undefined) return { outcome, organizationId: ownerOf(rows) };
  const payload = readLossless(webhook.rawBody);
  for (const integration of concerned) {
    const message = { integration, topic, messageId, payload, triggeredAt, requestId, signal };
    if ((await handler(services, message)) === "processed") outcome = "processed";
  }
  return { outcome, organizationId: ownerOf(rows) };
}

// A shop that changed hands here is whose it is now; without one, whose it was last.
function ownerOf(rows: readonly ShopifyIntegration[]): string | null {
  const owner = rows.find(({ state }) => state !== "uninstalled") ?? rows[0];
  return owner?.organizationId ?? null;
}

const privacyTopics: ReadonlySet<string> = new Set(["customers/data_request", "customers/redact", "shop/redact"]);

function readTime({ headers, receivedAt }: VerifiedWebhook): Date {
  const at = new Date(headers["x-shopify-triggered-at"] ?? "");
  return Number.isNaN(at.getTime()) ? receivedAt : at;
}

function handlerOf(topic: string): TopicHandler | undefined {
  const family = `${topic.split("/")[0]}/*`;
  const key = [topic, family].find((name) => Object.hasOwn(topicHandlers, name));
  return key === undefined ? undefined : topicHandlers[key];
}
