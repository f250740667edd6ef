import type { ChannelName, MarketplaceStore } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";

import { openTokenVault } from "./token-vault.ts";

/** A connected store as a query reads it. */
export interface StoreRow {
  readonly id: string;
  readonly organization_id: string;
  readonly marketplace: ChannelName;
  readonly external_store_id: string;
  readonly currency: string;
  readonly created_at: Date;
}

/** The store as the marketplace's client needs to know it: its tokens are read when the client asks for them. */
export function toMarketplaceStore(services: Pick<Services, "db" | "settings">, row: StoreRow): MarketplaceStore {
  return {
    channel: row.marketplace,
    storeId: row.id,
    externalStoreId: row.external_store_id,
    connectedAt: row.created_at,
    currency: row.currency,
    tokens: openTokenVault(services, { storeId: row.id }),
  };
}
