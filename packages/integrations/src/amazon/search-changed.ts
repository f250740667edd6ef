import { z } from "zod";

import { ProviderUnavailableError } from "#contracts/errors.ts";
import type { ChangedOrders, ChangedPage, MarketplaceStore } from "#contracts/marketplace.ts";
import { readCursor, writeCursor } from "#marketplace/cursor.ts";
import { mapRows } from "#marketplace/map-rows.ts";
import { parseAnswer } from "#marketplace/parse-answer.ts";
import type { VendorAnswer } from "#marketplace/send-once.ts";

import { type AmazonApi, refused } from "./amazon-api.ts";
import { amazonOrder, amazonOrderPage, includedData, isPending } from "./amazon-order.ts";
import { mapOrder } from "./map-order.ts";

export interface SearchOptions {
  readonly store: MarketplaceStore;
  readonly page: ChangedPage;
  readonly marketplaceIds: readonly string[];
  readonly limit: number;
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Where we are in a search. Amazon's token is good for a day and only with everything else as it was, so all of it is kept with
 * the token: another process, after a deployment, asks the very same.
 */
const searchPosition = z.object({
  token: z.string().nullable(),
  /** When the token was given, in milliseconds. */
  at: z.number(),
  after: z.string(),
  before: z.string(),
  marketplaces: z.string(),
  limit: z.int(),
});
type SearchPosition = z.output<typeof searchPosition>;

/** The end of what is asked for has to be two minutes ago at least; clocks differ. */
const behindMs = 3 * 60_000;
/** An hour before it ends, for a page that is slow to come. */
const tokenLifeMs = 23 * 3_600_000;

/**
 * A page of what changed between `since` and three minutes ago: a fixed window, so that turning pages loses nothing. What
 * changes meanwhile is the next window's.
 */
export async function searchChanged(api: AmazonApi, options: SearchOptions): Promise<ChangedOrders> {
  const { store, page, now, signal } = options;
  const at = placeOf(options);
  if (at.after >= at.before) return { orders: [], unreadable: [], nextCursor: null, completeUntil: page.since };
  if (at.token !== null && now.getTime() - at.at > tokenLifeMs) return startOver(options);
  const read = (answer: VendorAnswer) => readPage(answer, at);
  const path = `/orders/2026-01-01/orders?${queryOf(at).toString()}`;
  const found = await api.call(store, { operation: "searchOrders", path, read }, signal);
  if (found === "token refused") return startOver(options);
  const { rows, nextToken } = found;
  return {
    ...mapRows(rows, {
      idOf: ({ orderId }) => orderId,
      shape: amazonOrder,
      map: (order) => (isPending(order) ? null : mapOrder(order, store)),
    }),
    nextCursor: nextToken === null ? null : writeCursor({ ...at, token: nextToken, at: now.getTime() }),
    completeUntil: nextToken === null ? new Date(at.before) : null,
  };
}

function placeOf({ page: { since, cursor }, marketplaceIds, limit, now }: SearchOptions): SearchPosition {
  if (cursor !== null) return readCursor(searchPosition, cursor);
  return {
    token: null,
    at: now.getTime(),
    after: since.toISOString(),
    before: new Date(now.getTime() - behindMs).toISOString(),
    marketplaces: marketplaceIds.join(","),
    limit,
  };
}

/** The token is over: the same window from its beginning. What was told before is told again. */
function startOver(options: SearchOptions): ChangedOrders {
  const first = placeOf({ ...options, page: { since: options.page.since, cursor: null } });
  return { orders: [], unreadable: [], nextCursor: writeCursor(first), completeUntil: null };
}

function queryOf({ token, after, before, marketplaces, limit }: SearchPosition): URLSearchParams {
  return new URLSearchParams({
    lastUpdatedAfter: after,
    lastUpdatedBefore: before,
    marketplaceIds: marketplaces,
    maxResultsPerPage: String(limit),
    includedData,
    ...(token !== null && { paginationToken: token }),
  });
}

function readPage(answer: VendorAnswer, { token }: SearchPosition) {
  if (answer.status === 400 && token !== null) return "token refused";
  if (!answer.ok) throw refused(answer);
  const { orders: rows, pagination } = parseAnswer("Amazon", amazonOrderPage, answer.body);
  const nextToken = pagination?.nextToken ?? null;
  // A page that leads to itself is the one before, out of somebody's cache.
  if (nextToken !== null && nextToken === token) throw new ProviderUnavailableError("Amazon gave the same page twice");
  return { rows, nextToken };
}
