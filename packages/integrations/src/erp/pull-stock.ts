import type { Shop, ShopStock, SyncJob } from "#kit/index.ts";

import type { ErpClient, ErpStock } from "./erp-client.ts";

/** Takes over what the ERP has, page by page. What the shop does not sell is passed over. */
export function pullStock(
  client: Pick<ErpClient, "listStock">,
  shop: Pick<Shop, "readStock" | "setStock">,
): SyncJob<ErpStock, ShopStock> {
  return {
    name: "erp-stock",
    async fetchExternal({ cursor, signal }) {
      const page = await client.listStock(cursor, signal);
      const sold = await shop.readStock(page.items.map(({ sku }) => sku));
      return { ...page, items: page.items.filter(({ sku }) => sold.has(sku)) };
    },
    getExternalId: ({ sku }) => sku,
    findLocals: (skus) => shop.readStock(skus),
    isUnchanged: (local, external) => local.onHand === external.onHand,
    update: (_local, { sku, onHand }) => shop.setStock({ sku, onHand, reason: "ERP stock" }),
    create({ sku }) {
      throw new Error(`${sku} was taken out of the shop meanwhile`);
    },
  };
}
