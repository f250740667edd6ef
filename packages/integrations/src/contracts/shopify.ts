import type { z } from "zod";

import type { ShopifyReader } from "./shopify-feed.ts";

/** The Admin API version that all our documents are written for and checked against. */
export type ShopifyApiVersion = "2026-10";

/**
 * A query or mutation of ours: its text, what goes in, and what comes out. Made with `defineQuery` or `defineMutation`,
 * each in a file of `shopify/operations`, where the tests find it and hold it against Shopify's schema.
 */
export interface ShopifyOperation<Variables extends object, Shape extends z.ZodType> {
  /** The operation's name in its document; errors, logs and the memory of costs go by it. */
  readonly name: string;
  readonly document: string;
  readonly kind: "query" | "mutation";
  /** The answer's `data`. */
  readonly shape: Shape;
  /** Whether sending it twice does no more than sending it once. Always so for queries. */
  readonly repeatable: boolean;
  /** Only a type; there is no such value. */
  readonly variables?: Variables;
}

/** How a shop's points stand, as its last answer said: `extensions.cost.throttleStatus`. */
export interface ShopifyThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  /** Points that come back in a second. */
  readonly restoreRate: number;
}

/** What an answer cost, and what is left. */
export interface ShopifyCost {
  /** What Shopify reckoned before it began. */
  readonly requested: number;
  /** What it charged in the end; 0 when it refused. */
  readonly actual: number;
  readonly status: ShopifyThrottleStatus;
}

/**
 * Keeps one shop's points. Shopify refuses a query for which there are not enough points left; whoever asks here first, and
 * waits as told, is not refused.
 */
export interface ShopifyBudget {
  /** Reserves `cost` points. Answers how many milliseconds to wait until they are there; 0: go ahead. */
  take(cost: number): Promise<number>;
  /** Ends a reservation, and tells what Shopify said; null when it said nothing. */
  settle(cost: number, told: ShopifyCost | null): Promise<void>;
}

/** Access to one shop. */
export interface ShopifySession {
  /** `havu.myshopify.com` */
  readonly shopDomain: string;
  /** A token that holds for another minute at least. `refused`: the one that Shopify has just turned down. */
  accessToken(refused?: string): Promise<string>;
  readonly budget: ShopifyBudget;
  /** Told when Shopify answers with another version than it was asked for: ours is no longer served. */
  onOtherVersion?(answered: string): void;
}

export interface ShopifyCallOptions {
  readonly signal: AbortSignal;
  /**
   * Some fields need an approval that a shop's app may lack (a customer's name and address). When given, Shopify's
   * refusals of single fields are told here by their paths, and the rest of the answer is returned with nulls in their
   * place; without it they are thrown.
   */
  readonly onDenied?: (paths: readonly string[]) => void;
}

export type ShopifyBulkStatus = "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELING" | "CANCELED" | "EXPIRED";

/** An export that Shopify prepares as a file of JSON lines. */
export interface ShopifyBulkOperation {
  readonly id: string;
  readonly status: ShopifyBulkStatus;
  /** `ACCESS_DENIED`, `INTERNAL_SERVER_ERROR` or `TIMEOUT`, when it failed. */
  readonly errorCode: string | null;
  /** Objects written so far, nested ones included. */
  readonly objectCount: bigint;
  /** Of the root connection alone. */
  readonly rootObjectCount: bigint;
  /** Bytes of the file; null until it is ready. */
  readonly fileSize: bigint | null;
  /** Where the file is, for seven days; null until it is ready, and when there is nothing to tell. */
  readonly url: string | null;
  /** What was written before it failed. */
  readonly partialDataUrl: string | null;
}

/** One line of a bulk operation's file. */
export interface ShopifyLine {
  readonly text: string;
  /** Where the next line begins: reading goes on from there after an interruption. */
  readonly endByte: number;
}

export interface ShopifyDownloadOptions {
  readonly signal: AbortSignal;
  /** Default 0. Must be an `endByte` of the same file. */
  readonly fromByte?: number;
  /** The file's size as the bulk operation told it, so that a file that was cut short is noticed. */
  readonly fileSize: bigint | null;
}

/** What a shop says of itself. */
export interface ShopifyFacts {
  readonly name: string;
  /** ISO 4217 */
  readonly currency: string;
  /** What our app may do in it. */
  readonly scopes: readonly string[];
}

/** Where a shop tells our app of one topic (`ORDERS_CREATE`). */
export interface ShopifySubscription {
  readonly id: string;
  readonly topic: string;
  readonly uri: string;
}

/** How many of an inventory item are for sale at a location; both by their global ids. */
export interface ShopifyQuantity {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly quantity: number;
}

/** One shop's Admin API. Each call may throw what `graphql` throws. */
export interface ShopifyShop {
  readonly shopDomain: string;
  readFacts(options: ShopifyCallOptions): Promise<ShopifyFacts>;
  /** All that our app made. */
  listSubscriptions(options: ShopifyCallOptions): Promise<readonly ShopifySubscription[]>;
  subscribe(wanted: { topic: string; uri: string }, options: ShopifyCallOptions): Promise<void>;
  unsubscribe(id: string, options: ShopifyCallOptions): Promise<void>;
  /**
   * Sets quantities, all or none, up to 250. The same key with the same quantities is the same change, however often it is
   * sent. Rows that cannot be set are named by the `userErrors` of what is thrown.
   */
  setQuantities(
    change: { quantities: readonly ShopifyQuantity[]; key: string },
    options: ShopifyCallOptions,
  ): Promise<void>;
  /**
   * Runs one of our operations. Waits for the shop's points first, so that Shopify has nothing to refuse; tries again
   * where that is safe and may help.
   *
   * @throws ShopifyRefusedError when Shopify says no: its `reason` says to what kind of thing
   * @throws ProviderUnavailableError when trying again later may help
   * @throws ZodError when the answer is not of the operation's shape
   */
  graphql<Variables extends object, Shape extends z.ZodType>(
    operation: ShopifyOperation<Variables, Shape>,
    variables: Variables,
    options: ShopifyCallOptions,
  ): Promise<z.output<Shape>>;
  /**
   * Begins an export of `query`; see `defineBulkQuery`. Refused with the code `LIMIT_REACHED` or `OPERATION_IN_PROGRESS`
   * while others are under way.
   */
  bulkOperationRunQuery(query: string, options: ShopifyCallOptions): Promise<ShopifyBulkOperation>;
  /** How an export stands; null when Shopify knows none of that id. */
  bulkOperation(id: string, options: ShopifyCallOptions): Promise<ShopifyBulkOperation | null>;
  /** Asks to end an export early; it is over when its status says so. */
  cancelBulkOperation(id: string, options: ShopifyCallOptions): Promise<ShopifyBulkOperation>;
  /**
   * The lines of a finished export, one at a time and in the file's order. Takes up again by itself where a connection
   * broke. Holds one piece of the file in memory, however long the file is.
   */
  downloadLines(url: string, options: ShopifyDownloadOptions): AsyncIterable<ShopifyLine>;
}

/** What Shopify hands out for a shop. */
export interface ShopifyTokens {
  readonly accessToken: string;
  /** Null: it does not expire. */
  readonly expiresInS: number | null;
  readonly refreshToken: string | null;
  readonly refreshTokenExpiresInS: number | null;
  readonly scopes: readonly string[];
}

/** Shopify, as an app of ours: which one is settled where it is opened. */
export interface ShopifyClient {
  /** How products and orders are read from a shop, and mapped. */
  readonly reader: ShopifyReader;
  readonly apiVersion: ShopifyApiVersion;
  /** The scopes that our app asks for. */
  readonly scopes: readonly string[];
  openShop(session: ShopifySession): ShopifyShop;
  readonly oauth: ShopifyOAuth;
}

export interface ShopifyOAuth {
  /** Where the merchant agrees to the installation. */
  authorizeUrl(input: { shopDomain: string; redirectUri: string; state: string }): string;
  /** Checks the query that comes back with the merchant; throws `InvalidSignatureError`. */
  verifyCallback(query: URLSearchParams, now: () => Date): void;
  /** Turns the code of an installation into tokens that expire and take turns. */
  exchangeCode(input: { shopDomain: string; code: string; signal: AbortSignal }): Promise<ShopifyTokens>;
  /** The old refresh token is spent with this. */
  refresh(input: { shopDomain: string; refreshToken: string; signal: AbortSignal }): Promise<ShopifyTokens>;
  /** For an app that belongs to the shop's own organization. */
  clientCredentials(input: { shopDomain: string; signal: AbortSignal }): Promise<ShopifyTokens>;
}
