import type { StockChannel } from "#contracts/channel.ts";
import { ProviderRefusedError, ProviderUnavailableError } from "#contracts/errors.ts";
import type { MarketplaceClient, MarketplaceStore } from "#contracts/marketplace.ts";
import { RateLimitedError } from "#contracts/rate-limited-error.ts";

/** Finds a connected store with its tokens; null when it is not connected any more. */
export type FindStore = (ids: {
  readonly organizationId: string;
  readonly storeId: string;
}) => Promise<MarketplaceStore | null>;

/** A marketplace as somewhere that shows how many there are. Null for one that cannot be told. */
export function toStockChannel({ channel, stock }: MarketplaceClient, findStore: FindStore): StockChannel | null {
  if (stock === undefined) return null;
  return {
    channel,
    batchSize: stock.batchSize,
    async setQuantities({ organizationId, storeId, idempotencyKey, quantities, signal }) {
      const store = await findStore({ organizationId, storeId });
      if (store === null) throw new ProviderRefusedError("the store is not connected", { code: "unauthorized" });
      return stock.setQuantities(store, { quantities, idempotencyKey }, { signal }).catch(asUnavailable);
    },
  };
}

// Whoever sends quantities comes back later in either case.
function asUnavailable(error: unknown): never {
  if (!(error instanceof RateLimitedError)) throw error;
  throw new ProviderUnavailableError(error.message, { cause: error, retryAfterMs: error.retryAfterMs });
}
