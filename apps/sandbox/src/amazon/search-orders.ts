import { randomBytes } from "node:crypto";

import { z } from "zod";

import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";
import { invalidInput } from "./amazon-error.ts";
import type { AmazonOrder } from "./amazon-records.ts";

const list = z
  .string()
  .min(1)
  .transform((text) => text.split(","));
const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const datasets = z
  .string()
  .default("")
  .transform((text) => new Set(text.split(",")));

const searchQuery = z.strictObject({
  createdAfter: time.optional(),
  createdBefore: time.optional(),
  lastUpdatedAfter: time.optional(),
  lastUpdatedBefore: time.optional(),
  fulfillmentStatuses: list.optional(),
  marketplaceIds: list.refine((ids) => ids.length <= 50).optional(),
  fulfilledBy: list.optional(),
  maxResultsPerPage: z.coerce.number().int().min(1).max(100).default(100),
  paginationToken: z.string().optional(),
  includedData: datasets,
});
type SearchQuery = z.output<typeof searchQuery>;

export interface SearchAnswer {
  orders: AmazonOrder[];
  pagination?: { nextToken: string };
  lastUpdatedBefore?: string;
  createdBefore?: string;
}

/** `searchOrders`, with tokens that are good for a day and only with everything else as it was. */
export interface OrderSearch {
  search(sellerId: string, orders: readonly AmazonOrder[], parameters: URLSearchParams): SearchAnswer;
  clear(): void;
}

interface Page {
  fingerprint: string;
  /** Those still to be told, as they were found at first. */
  ids: string[];
  givenAt: number;
  before: number;
}

const DAY_MS = 86_400_000;
const BEHIND_MS = 120_000;
const MOST_TOKENS = 10_000;

export function createOrderSearch(clock: Clock): OrderSearch {
  const pages = new BoundedMap<string, Page>(MOST_TOKENS);

  function startPage(orders: readonly AmazonOrder[], query: SearchQuery, fingerprint: string): Page {
    const now = clock.now().getTime();
    const before = query.lastUpdatedBefore ?? query.createdBefore ?? now - BEHIND_MS;
    if (before > now - BEHIND_MS) throw invalidInput("The end must be at least two minutes before the request.");
    const fitting = orders.filter((order) => fits(order, query, before));
    const sorted = fitting.toSorted((a, b) => Date.parse(a.lastUpdatedTime) - Date.parse(b.lastUpdatedTime));
    return { fingerprint, ids: sorted.map(({ orderId }) => orderId), givenAt: now, before };
  }
  function continuePage(token: string, fingerprint: string): Page {
    const page = pages.get(token);
    if (page === undefined || clock.now().getTime() - page.givenAt > DAY_MS)
      throw invalidInput("paginationToken is over.");
    if (page.fingerprint !== fingerprint) throw invalidInput("paginationToken was given for another search.");
    return page;
  }
  return {
    search(sellerId, orders, parameters) {
      const query = readQuery(parameters);
      const fingerprint = fingerprintOf(sellerId, parameters);
      const { paginationToken: token, maxResultsPerPage: length } = query;
      const page = token === undefined ? startPage(orders, query, fingerprint) : continuePage(token, fingerprint);
      const byId = new Map(orders.map((order) => [order.orderId, order]));
      const found = page.ids.slice(0, length).flatMap((id) => byId.get(id) ?? []);
      const rest = page.ids.slice(length);
      const nextToken = randomBytes(24).toString("base64url");
      if (rest.length > 0) pages.set(nextToken, { ...page, ids: rest, givenAt: clock.now().getTime() });
      return {
        orders: found.map((order) => withDatasets(order, query.includedData)),
        ...(rest.length > 0 && { pagination: { nextToken } }),
        [query.createdAfter === undefined ? "lastUpdatedBefore" : "createdBefore"]: new Date(page.before).toISOString(),
      };
    },
    clear: () => pages.clear(),
  };
}

function readQuery(parameters: URLSearchParams): SearchQuery {
  const read = searchQuery.safeParse(Object.fromEntries(parameters));
  if (!read.success)
    throw invalidInput(read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  const { createdAfter, createdBefore, lastUpdatedAfter, lastUpdatedBefore } = read.data;
  if ((createdAfter === undefined) === (lastUpdatedAfter === undefined))
    throw invalidInput("Give exactly one of createdAfter and lastUpdatedAfter.");
  if (createdAfter !== undefined && lastUpdatedBefore !== undefined)
    throw invalidInput("createdAfter bars lastUpdatedBefore.");
  if (lastUpdatedAfter !== undefined && createdBefore !== undefined)
    throw invalidInput("lastUpdatedAfter bars createdBefore.");
  return read.data;
}

function fingerprintOf(sellerId: string, parameters: URLSearchParams): string {
  const others = [...parameters].filter(([name]) => name !== "paginationToken");
  return JSON.stringify([sellerId, ...others.toSorted(([a], [b]) => a.localeCompare(b))]);
}

function fits(order: AmazonOrder, query: SearchQuery, before: number): boolean {
  const after = query.createdAfter ?? query.lastUpdatedAfter ?? 0;
  const at = Date.parse(query.createdAfter === undefined ? order.lastUpdatedTime : order.createdTime);
  const { fulfillmentStatus = "UNSHIPPED", fulfilledBy = "MERCHANT" } = order.fulfillment ?? {};
  return (
    at >= after &&
    at <= before &&
    (query.marketplaceIds?.includes(order.salesChannel.marketplaceId) ?? true) &&
    (query.fulfillmentStatuses?.includes(fulfillmentStatus) ?? true) &&
    (query.fulfilledBy?.includes(fulfilledBy) ?? true)
  );
}

/** What was not asked for is not told. */
export function withDatasets(order: AmazonOrder, wanted: ReadonlySet<string>): AmazonOrder {
  const { buyer, recipient, proceeds, fulfillment, packages, orderItems, ...head } = order;
  return {
    ...head,
    ...(wanted.has("BUYER") && buyer && { buyer }),
    ...(wanted.has("RECIPIENT") && recipient && { recipient }),
    ...(wanted.has("PROCEEDS") && proceeds && { proceeds }),
    ...(wanted.has("FULFILLMENT") && fulfillment && { fulfillment }),
    ...(wanted.has("PACKAGES") && packages && { packages }),
    orderItems: orderItems.map(({ proceeds: ofItem, fulfillment: how, cancellation, ...item }) => ({
      ...item,
      ...(wanted.has("PROCEEDS") && ofItem && { proceeds: ofItem }),
      ...(wanted.has("FULFILLMENT") && how && { fulfillment: how }),
      ...(wanted.has("CANCELLATION") && cancellation && { cancellation }),
    })),
  };
}

/** `getOrder`'s only parameter. */
export function readIncludedData(parameters: URLSearchParams): ReadonlySet<string> {
  const read = z.strictObject({ includedData: datasets }).safeParse(Object.fromEntries(parameters));
  if (!read.success) throw invalidInput("getOrder takes includedData.");
  return read.data.includedData;
}
