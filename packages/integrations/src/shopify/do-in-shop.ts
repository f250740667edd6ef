import type { ShopifyShop } from "../contracts/shopify.ts";
import { createSubscription } from "./operations/create-subscription.ts";
import { deleteSubscription } from "./operations/delete-subscription.ts";
import { listSubscriptions } from "./operations/list-subscriptions.ts";
import { readShopFacts } from "./operations/read-shop-facts.ts";
import { setInventory } from "./operations/set-inventory.ts";

type Doings = Pick<ShopifyShop, "readFacts" | "listSubscriptions" | "subscribe" | "unsubscribe" | "setQuantities">;

/** What is asked of a shop by name, so that nobody outside need know a document. */
export function doInShop(graphql: ShopifyShop["graphql"]): Doings {
  return {
    async readFacts(call) {
      const { shop, currentAppInstallation } = await graphql(readShopFacts, {}, call);
      const scopes = currentAppInstallation.accessScopes.map(({ handle }) => handle);
      return { name: shop.name, currency: shop.currencyCode, scopes };
    },
    async listSubscriptions(call) {
      const { webhookSubscriptions } = await graphql(listSubscriptions, { first: 250 }, call);
      return webhookSubscriptions.nodes;
    },
    async subscribe({ topic, uri }, call) {
      await graphql(createSubscription, { topic, webhookSubscription: { uri } }, call);
    },
    async unsubscribe(id, call) {
      await graphql(deleteSubscription, { id }, call);
    },
    async setQuantities({ quantities, key }, call) {
      // Our shelf is what counts, whatever Shopify showed before; it asks for that to be said.
      const rows = quantities.map((row) => ({ ...row, changeFromQuantity: null }));
      await graphql(setInventory, { input: { name: "available", reason: "correction", quantities: rows }, key }, call);
    },
  };
}
