import {
  type MarketplaceClient,
  type MarketplaceStock,
  ProviderRefusedError,
  type StockChannel,
  type StockChannels,
} from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";

import { type StoreRow, toMarketplaceStore } from "./marketplace-store.ts";

/**
 * The marketplaces that can be told how many there are of what we sell. A store that was disconnected meanwhile refuses, as
 * one does whose tokens are dead.
 */
export function openStockChannels(services: Pick<Services, "db" | "marketplaces" | "settings">): StockChannels {
  const clients = Object.values(services.marketplaces ?? {});
  return Object.fromEntries(
    clients.flatMap(({ channel, stock }) =>
      stock === undefined ? [] : [[channel, toStockChannel(services, channel, stock)]],
    ),
  );
}

function toStockChannel(
  services: Pick<Services, "db" | "settings">,
  channel: MarketplaceClient["channel"],
  stock: MarketplaceStock,
): StockChannel {
  return {
    channel,
    batchSize: stock.batchSize,
    async setQuantities({ organizationId, storeId, quantities, idempotencyKey, signal }) {
      const { rows } = await services.db.pool.query<StoreRow>(
        `select id::text, organization_id::text, marketplace::text, external_store_id, currency, created_at
         from marketplace_stores where organization_id = $1 and id = $2 and disconnected_at is null`,
        [organizationId, storeId],
      );
      const [row] = rows;
      if (row === undefined) throw new ProviderRefusedError("The store is not connected.", { code: "unauthorized" });
      return stock.setQuantities(toMarketplaceStore(services, row), { quantities, idempotencyKey }, { signal });
    },
  };
}
