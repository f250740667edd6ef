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
  const handler = pick(topic);
  const concerned = isPrivacy(topic) ? rows : rows.filter(({ state }) => state !== "uninstalled");
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

// A shop that changed hands here is the newest owner's; who had it before is told of nothing but what privacy laws ask for.
function ownerOf([newest]: readonly ShopifyIntegration[]): string | null {
  return newest?.organizationId ?? null;
}

function isPrivacy(topic: string): boolean {
  return topic.startsWith("customers/") || topic === "shop/redact";
}

function readTime({ headers, receivedAt }: VerifiedWebhook): Date {
  const at = new Date(headers["x-shopify-triggered-at"] ?? "");
  return Number.isNaN(at.getTime()) ? receivedAt : at;
}

function pick(topic: string): TopicHandler | undefined {
  if (Object.hasOwn(topicHandlers, topic)) return topicHandlers[topic];
  const [best] = Object.keys(topicHandlers)
    .filter((pattern) => pattern.endsWith("*") && topic.startsWith(pattern.slice(0, -1)))
    .toSorted((a, b) => b.length - a.length);
  return best === undefined ? undefined : topicHandlers[best];
}
