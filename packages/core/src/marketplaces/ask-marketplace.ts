import {
  type MarketplaceStore,
  type ProviderMoney,
  ProviderRefusedError,
  ProviderUnavailableError,
  RateLimitedError,
} from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";

import { takeOrder } from "./take-order.ts";

/** What came of asking about a receipt. */
export type Outcome =
  | {
      readonly status: "success";
      readonly externalOrderId: string;
      /** Ours; null where the marketplace tells the total alone. */
      readonly orderId: string | null;
      readonly total: ProviderMoney;
    }
  /** The marketplace says that there is no such order, or tells one that makes no sense. */
  | { readonly status: "failed"; readonly error: string }
  | NoAnswer;

/** `rate_limited`: it takes no more questions now. `pending`: it was away, or does not let us in. */
export interface NoAnswer {
  readonly status: "rate_limited" | "pending";
  readonly error: string;
  /** What it said of when to ask again; null: nothing. */
  readonly retryAfterMs: number | null;
}

/**
 * Asks the store's marketplace about a receipt, and makes an order of ours of what was bought, where it tells. Safe to repeat:
 * both are. Never in a transaction. Throws when it was told to stop, and what is no fault of the marketplace.
 */
export async function askMarketplace(
  ctx: Ctx,
  { store, receipt, signal }: { store: MarketplaceStore; receipt: string; signal?: AbortSignal | undefined },
): Promise<Outcome> {
  const client = ctx.marketplaces?.[store.channel];
  if (!client) {
    return { status: "pending", error: `this instance has no keys for ${store.channel}`, retryAfterMs: null };
  }
  const answer = await client
    .fetchReceipt(store, receipt, { signal })
    .catch((error: unknown) => explainFailure(store, error, signal));
  if ("status" in answer) return answer;
  if (answer.kind === "refused") return { status: "failed", error: answer.reason };
  if (answer.kind === "rate_limited") {
    const error = `${store.channel} takes no more questions now`;
    return { status: "rate_limited", error, retryAfterMs: answer.retryAfterMs };
  }
  const { externalOrderId, total, order } = answer;
  if (order !== null) return takeOrder(ctx, order);
  return { status: "success", externalOrderId, total, orderId: null };
}

/** What a failed call to a marketplace means for what was asked. Throws what is no fault of the marketplace. */
export function explainFailure(
  { channel }: MarketplaceStore,
  error: unknown,
  signal: AbortSignal | undefined,
): NoAnswer {
  if (signal?.aborted) throw error;
  if (error instanceof RateLimitedError)
    return { status: "rate_limited", error: error.message, retryAfterMs: error.retryAfterMs };
  if (error instanceof ProviderUnavailableError)
    return { status: "pending", error: error.message, retryAfterMs: error.retryAfterMs };
  if (!(error instanceof ProviderRefusedError)) throw error;
  const told = error.code === "unauthorized" ? `${channel} does not let us in: connect the store anew` : error.message;
  return { status: "pending", error: told, retryAfterMs: null };
}
