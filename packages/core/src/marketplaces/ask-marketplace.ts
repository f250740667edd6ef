import {
  type MarketplaceStore,
  type ProviderMoney,
  ProviderRefusedError,
  ProviderUnavailableError,
  RateLimitedError,
} from "@cartwright/integrations/contracts";

import { channelTitle } from "#channels/channel-title.ts";
import { failureWords } from "#channels/failure-words.ts";
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
    const error = `There are no keys for ${channelTitle(store.channel)} here. Set them in the environment of web and worker.`;
    return { status: "pending", error, retryAfterMs: null };
  }
  const answer = await client
    .fetchReceipt(store, receipt, { signal })
    .catch((error: unknown) => explainFailure(store, error, signal));
  if ("status" in answer) return answer;
  if (answer.kind === "refused") return { status: "failed", error: answer.reason };
  if (answer.kind === "rate_limited") {
    const { retryAfterMs } = answer;
    return { status: "rate_limited", error: failureWords(store.channel, new RateLimitedError("")), retryAfterMs };
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
  const words = failureWords(channel, error);
  if (error instanceof RateLimitedError)
    return { status: "rate_limited", error: words, retryAfterMs: error.retryAfterMs };
  if (error instanceof ProviderUnavailableError)
    return { status: "pending", error: words, retryAfterMs: error.retryAfterMs };
  if (!(error instanceof ProviderRefusedError)) throw error;
  return { status: "pending", error: words, retryAfterMs: null };
}
