import { createHmac, randomUUID } from "node:crypto";

import type { Clock } from "../../clock.ts";
import type { Faults } from "../../faults/faults.ts";
import type { Log } from "../../log.ts";
import { postWebhook } from "../../outgoing/post-webhook.ts";
import { gidOf } from "../fixtures/ids.ts";
import { isoTime } from "../iso-time.ts";
import type { Shop } from "../shop.ts";
import { restBody } from "./rest-bodies.ts";
import { headerTopic, type Subscription } from "./subscription.ts";

export interface WebhookSending {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: Log;
  /** What signs; after a rotation the old one does for a while. */
  readonly secret: () => string;
  readonly closing: AbortSignal;
}

export interface Message {
  /** As headers name it: `orders/create`. */
  readonly topic: string;
  readonly body: string;
  /** Of the happening; every message about it has the same. */
  readonly eventId: string;
  /** Of the message; some say that it changes from try to try. */
  readonly webhookId: string;
  readonly triggeredAtMs: number;
  readonly name: string | null;
}

/** Tries after the first: Shopify makes eight within four hours, the sandbox within a minute. */
const retryAfterMs = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000];

/** Tells all who subscribed to a topic. One happening has one event id, however many messages it becomes. */
export function tellSubscribers(
  sending: WebhookSending,
  shop: Shop,
  { topic, index }: { topic: string; index: number },
) {
  const eventId = randomUUID();
  const body = restBody(shop, topic, index);
  const triggeredAtMs = sending.clock.now().getTime();
  for (const subscription of shop.subscriptions.values()) {
    if (subscription.topic !== topic) continue;
    const message = {
      topic: headerTopic(topic),
      body,
      eventId,
      webhookId: randomUUID(),
      triggeredAtMs,
      name: subscription.name,
    };
    void deliver(sending, { shop, subscription, message }, 0);
  }
}

interface Delivery {
  readonly shop: Shop;
  readonly subscription: Subscription;
  readonly message: Message;
}

// After the last try Shopify deletes a subscription that was made through its API.
async function deliver(sending: WebhookSending, delivery: Delivery, tries: number): Promise<void> {
  const { shop, subscription, message } = delivery;
  const { ok } = await sendMessage(sending, shop, { url: subscription.uri, message });
  if (ok || sending.closing.aborted) return;
  const waitMs = retryAfterMs[tries];
  if (waitMs === undefined) {
    shop.subscriptions.delete(gidOf("WebhookSubscription", subscription.index));
    sending.log("shopify_subscription_dropped", { topic: subscription.topic });
    return;
  }
  sending.clock.schedule(waitMs, () => void deliver(sending, delivery, tries + 1));
}

/** Sends one message once, signed over its bytes. */
export async function sendMessage(
  sending: WebhookSending,
  shop: Shop,
  { url, message }: { url: string; message: Message },
): Promise<{ ok: boolean; status?: number }> {
  const { topic, body, eventId, webhookId, triggeredAtMs, name } = message;
  const headers = {
    "x-shopify-topic": topic,
    "x-shopify-hmac-sha256": createHmac("sha256", sending.secret()).update(body).digest("base64"),
    "x-shopify-shop-domain": shop.settings.domain,
    "x-shopify-api-version": "2026-10",
    "x-shopify-webhook-id": webhookId,
    "x-shopify-event-id": eventId,
    "x-shopify-triggered-at": isoTime(triggeredAtMs),
    ...(name !== null && { "x-shopify-name": name }),
  };
  const { clock, faults, closing, log } = sending;
  const outcome = await postWebhook({ clock, faults, signal: closing }, url, headers, body);
  log("webhook_attempted", { vendor: "shopify", topic, webhookId, ...outcome });
  return outcome;
}
