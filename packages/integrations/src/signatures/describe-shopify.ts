import type { SourceWebhook } from "../contracts/webhook-source.ts";
import type { VerifiedMessage } from "./verified-message.ts";

/**
 * Names a message of Shopify's. One event fans out to several topics, so the topic is part of what makes a message the same.
 * Its documents disagree on which header stays the same over the tries of one message, so that either makes it a repeat:
 * the webhook's id, or the event's id for one subscription.
 */
export function describeShopify(message: VerifiedMessage): SourceWebhook {
  const topic = message.header("x-shopify-topic");
  const eventId = message.optionalHeader("x-shopify-event-id");
  const subscription = message.optionalHeader("x-shopify-name") ?? "";
  return {
    accountId: message.header("x-shopify-shop-domain").toLowerCase(),
    externalId: `${topic}:${message.header("x-shopify-webhook-id")}`,
    topic,
    ...(eventId !== undefined && { eventKey: `${topic}:${eventId}:${subscription}` }),
  };
}
