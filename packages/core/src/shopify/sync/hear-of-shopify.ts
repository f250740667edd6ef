import { z } from "zod";

import type { ShopifyKind } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { systemContext } from "#system-context.ts";

import type { ShopifyMessage } from "../webhooks/shopify-message.ts";
import { hearOfChange } from "./hear-of-change.ts";

const number = z.union([z.string().regex(/^\d+$/), z.int().min(1)]);
const itself = z.object({ id: number });
const ofOrder = z.object({ order_id: number });

/** Takes a message about products or orders: it only says what to read anew, or what is gone. */
export async function hearOfShopify(
  services: Services,
  { integration, topic, payload, requestId }: ShopifyMessage,
): Promise<"processed" | "ignored"> {
  const { id: integrationId, organizationId } = integration;
  const ctx = systemContext(services, { organizationId, name: "shopify", requestId });
  await hearOfChange(ctx, { integrationId, ...readChange(topic, payload) });
  return "processed";
}

function readChange(topic: string, payload: unknown) {
  const [about, fact] = topic.split("/");
  const change = fact === "delete" ? ("deleted" as const) : ("changed" as const);
  if (about === "products") return { ...named("products", itself.parse(payload).id), change };
  if (about === "orders") return { ...named("orders", itself.parse(payload).id), change };
  // A refund or a parcel changes its order, whatever became of itself.
  return { ...named("orders", ofOrder.parse(payload).order_id), change: "changed" as const };
}

function named(kind: ShopifyKind, id: string | number) {
  return { kind, externalId: `gid://shopify/${kind === "products" ? "Product" : "Order"}/${id}` };
}
