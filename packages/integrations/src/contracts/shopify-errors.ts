import { ProviderRefusedError, ProviderUnavailableError } from "./errors.ts";
import type { ShopifyThrottleStatus } from "./shopify.ts";

/** What kind of thing Shopify said no to. */
export type ShopifyRefusal =
  /** Neither the token nor a fresh one is taken: the app has to be installed again. */
  | "token_dead"
  /** The app lacks a scope, or an approval for protected data. */
  | "access_denied"
  /** One query costs more than any shop may ask at once. */
  | "too_expensive"
  /** The shop's owner has not paid Shopify (402). */
  | "shop_frozen"
  /** Shopify has locked the shop (423), or closed it (403). */
  | "shop_locked"
  /** There is no such shop, or it moved to another name. */
  | "shop_gone"
  /** A mutation was understood and not done; `userErrors` says why. */
  | "user_errors"
  /** Our request does not fit the schema. */
  | "bad_request";

/** One reason for which a mutation was not done. */
export interface ShopifyUserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: string | null;
}

interface RefusedOptions {
  readonly reason: ShopifyRefusal;
  readonly code: string;
  readonly userErrors?: readonly ShopifyUserError[];
  readonly cause?: unknown;
}

/** Shopify understood and said no. */
export class ShopifyRefusedError extends ProviderRefusedError {
  readonly reason: ShopifyRefusal;
  readonly userErrors: readonly ShopifyUserError[];

  constructor(message: string, { reason, userErrors = [], ...options }: RefusedOptions) {
    super(message, options);
    this.reason = reason;
    this.userErrors = userErrors;
  }
}

/** Not enough points were left. Nothing was done; the wait until there are is in `retryAfterMs`. */
export class ShopifyThrottledError extends ProviderUnavailableError {
  readonly requestedCost: number;

  constructor({ requestedCost, status }: { requestedCost: number; status: ShopifyThrottleStatus | null }) {
    super("Shopify has not enough points left for this query", { retryAfterMs: waitFor(requestedCost, status) });
    this.requestedCost = requestedCost;
  }
}

const blindWaitMs = 1_000;

function waitFor(cost: number, status: ShopifyThrottleStatus | null): number {
  if (status === null || status.restoreRate <= 0) return blindWaitMs;
  return Math.ceil((Math.max(0, cost - status.currentlyAvailable) / status.restoreRate) * 1_000);
}

/** Whether Shopify said no to this kind of thing. By its name: a web app's bundle holds classes twice. */
export function isShopifyRefusal(error: unknown, ...reasons: readonly ShopifyRefusal[]): error is ShopifyRefusedError {
  if (!(error instanceof Error) || error.name !== "ProviderRefusedError" || !("reason" in error)) return false;
  return reasons.some((reason) => reason === error.reason);
}
