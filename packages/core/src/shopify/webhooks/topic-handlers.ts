import type { Services } from "#context.ts";

import { eraseCustomer } from "../privacy/erase-customer.ts";
import { eraseShop } from "../privacy/erase-shop.ts";
import { takeDataRequest } from "../privacy/take-data-request.ts";
import { hearOfShopify } from "../sync/hear-of-shopify.ts";
import { removeApp } from "./remove-app.ts";
import type { ShopifyMessage } from "./shopify-message.ts";

/** Acts on one message; safe to repeat, and in any order with others. Throws when trying again may help. */
export type TopicHandler = (services: Services, message: ShopifyMessage) => Promise<"processed" | "ignored">;

/** What is done about which topic: the topic itself, or else all of its kind (`orders/*`). */
export const topicHandlers: Readonly<Record<string, TopicHandler>> = {
  "app/uninstalled": removeApp,
  "products/*": hearOfShopify,
  "orders/*": hearOfShopify,
  "refunds/*": hearOfShopify,
  "fulfillments/*": hearOfShopify,
  "customers/data_request": takeDataRequest,
  "customers/redact": eraseCustomer,
  "shop/redact": eraseShop,
};
