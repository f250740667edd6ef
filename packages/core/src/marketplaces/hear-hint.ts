import { runSql } from "@cartwright/db";
import {
  type HearMarketplaceHint,
  type MarketplaceHint,
  ProviderUnavailableError,
} from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { systemContext } from "#system-context.ts";

import { askMarketplace } from "./ask-marketplace.ts";
import { claimReceipt } from "./claim-receipt.ts";
import { importClaimed } from "./import-claimed.ts";
import { type StoreRow, toMarketplaceStore } from "./marketplace-store.ts";

/**
 * Acts on what a marketplace's webhook says of an order: it is asked for, and imported or brought up to date, in every
 * organization that the store is connected to. What cannot be had now is kept and tried again when it is new, and thrown, to
 * be heard again, when it is an order that is here already.
 */
export function createHintListener(services: Services): HearMarketplaceHint {
  return async (hint, { requestId, signal }) => {
    const stores = await findStores(services, hint);
    for (const store of stores) {
      const { organization_id: organizationId } = store;
      const ctx = systemContext(services, { organizationId, name: "marketplaces", requestId });
      const { receipt } = hint;
      const claim = await claimReceipt(ctx, { store, receipt });
      if (claim !== null) await importClaimed(ctx, { store, receipt, claim, signal });
      else {
        const outcome = await askMarketplace(ctx, { store: toMarketplaceStore(ctx, store), receipt, signal });
        if ("retryAfterMs" in outcome) throw new ProviderUnavailableError(outcome.error, outcome);
      }
    }
    return stores.length > 0 ? "processed" : "ignored";
  };
}

function findStores({ db }: Services, { channel, externalStoreId }: MarketplaceHint): Promise<StoreRow[]> {
  return runSql(
    db,
    (sql) => sql.$queryRaw<StoreRow[]>`
      select id::text, organization_id::text, marketplace::text, external_store_id, currency, created_at
      from marketplace_stores
      where marketplace = ${channel}::marketplace and external_store_id = ${externalStoreId} and disconnected_at is null
      order by id`,
  );
}
