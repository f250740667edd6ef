import type { ListingFinder, MarketplaceClient, MarketplaceStock, MarketplaceStore } from "#contracts/marketplace.ts";

export interface Choice {
  readonly real: MarketplaceClient;
  /** The service that judges receipts, where one is set up. */
  readonly validating: MarketplaceClient;
  /** Whether the marketplace itself can have a store of this id. */
  readonly isReal: (externalStoreId: string) => boolean;
}

/**
 * One client of two: stores whose id can be the marketplace's own are asked for there, all others at the service that judges
 * receipts. Where no such service is set up there is nothing to choose.
 */
export function chooseByStore({ real, validating, isReal }: Choice): MarketplaceClient {
  const of = ({ externalStoreId }: MarketplaceStore): MarketplaceClient =>
    isReal(externalStoreId) ? real : validating;
  return {
    channel: real.channel,
    fetchReceipt: (store, receipt, options) => of(store).fetchReceipt(store, receipt, options),
    async listChanged(store, page, options) {
      const listed = await of(store).listChanged?.(store, page, options);
      return listed ?? { orders: [], unreadable: [], nextCursor: null, completeUntil: page.since };
    },
    ...(real.stock && { stock: stockOf(real.stock, isReal) }),
  };
}

function stockOf({ batchSize, setQuantities, find }: MarketplaceStock, isReal: Choice["isReal"]): MarketplaceStock {
  const message = "this store is asked about receipts only, and cannot be told of stock";
  return {
    batchSize,
    ...(find && { find: findOf(find, isReal) }),
    async setQuantities(store, wanted, options) {
      if (isReal(store.externalStoreId)) return setQuantities(store, wanted, options);
      return wanted.quantities.map(({ listing: { externalId } }) => ({ externalId, ok: false, message }));
    },
  };
}

// A store that is asked about receipts only lists nothing.
function findOf({ list, bySku }: ListingFinder, isReal: Choice["isReal"]): ListingFinder {
  return {
    ...(list && {
      list: async (store, cursor, options) =>
        isReal(store.externalStoreId) ? list(store, cursor, options) : { listings: [], nextCursor: null },
    }),
    ...(bySku && {
      bySku: async (store, skus, options) => (isReal(store.externalStoreId) ? bySku(store, skus, options) : []),
    }),
  };
}
