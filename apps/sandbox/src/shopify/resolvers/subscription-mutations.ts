import { gidOf } from "../fixtures/ids.ts";
import type { GraphqlContext } from "../graphql-context.ts";
import { showSubscription, type Subscription } from "../webhooks/subscription.ts";

interface SubscriptionInput {
  readonly uri?: string | null;
  readonly filter?: string | null;
  readonly includeFields?: readonly string[] | null;
  readonly name?: string | null;
}

export function createSubscription(
  { topic, webhookSubscription }: { topic: string; webhookSubscription: SubscriptionInput },
  { shop }: GraphqlContext,
) {
  const { uri, filter = null, includeFields, name = null } = webhookSubscription;
  if (uri === null || uri === undefined || !isAddress(uri)) return refused("Address is invalid");
  if (
    [...shop.subscriptions.values()].some((each) => each.topic === topic && each.uri === uri && each.filter === filter)
  )
    return refused("Address for this topic has already been taken");
  const nowMs = shop.clock.now().getTime();
  const index = shop.counts.subscriptions++;
  const made = {
    index,
    topic,
    uri,
    filter,
    includeFields: includeFields ?? [],
    name,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  shop.subscriptions.set(gidOf("WebhookSubscription", index), made);
  return answer(made);
}

export function updateSubscription(
  { id, webhookSubscription }: { id: string; webhookSubscription: SubscriptionInput },
  { shop }: GraphqlContext,
) {
  const found = shop.subscriptions.get(id);
  if (found === undefined) return refused("Webhook subscription does not exist", ["id"]);
  const { uri, filter, includeFields, name } = webhookSubscription;
  if (uri !== null && uri !== undefined) {
    if (!isAddress(uri)) return refused("Address is invalid");
    found.uri = uri;
  }
  if (filter !== undefined) found.filter = filter;
  if (includeFields !== undefined) found.includeFields = includeFields ?? [];
  if (name !== undefined) found.name = name;
  found.updatedAtMs = shop.clock.now().getTime();
  return answer(found);
}

export function deleteSubscription({ id }: { id: string }, { shop }: GraphqlContext) {
  if (shop.subscriptions.delete(id)) return { deletedWebhookSubscriptionId: id, userErrors: [] };
  const userErrors = [{ field: ["id"], message: "Webhook subscription does not exist" }];
  return { deletedWebhookSubscriptionId: null, userErrors };
}

function answer(subscription: Subscription) {
  return { webhookSubscription: showSubscription(subscription), userErrors: [] };
}

function refused(message: string, field = ["webhookSubscription", "uri"]) {
  return { webhookSubscription: null, userErrors: [{ field, message }] };
}

// Shopify asks for https; on one machine there is none.
function isAddress(uri: string): boolean {
  const url = URL.parse(uri);
  if (url === null) return false;
  return (
    url.protocol === "https:" || (url.protocol === "http:" && /^(localhost|127\.\d+\.\d+\.\d+)$/.test(url.hostname))
  );
}
