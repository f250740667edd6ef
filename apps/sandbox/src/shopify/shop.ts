import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";
import type { BulkJob } from "./bulk/bulk-job.ts";
import { Collection } from "./collection.ts";
import { createThrottle, type Throttle, type ThrottleSettings } from "./throttle.ts";
import type { Subscription } from "./webhooks/subscription.ts";

export interface ShopSettings {
  readonly domain: string;
  readonly name: string;
  readonly currency: string;
  /** What it is made up from. */
  readonly seed: number;
  readonly products: number;
  readonly orders: number;
  /** Null: as fast as it can. */
  readonly throttle: ThrottleSettings | null;
  /** Whether the app may see who customers are. */
  readonly protectedCustomerData: boolean;
  /** 200, or what the shop answers to everything: 402 frozen, 403 closed, 423 locked. */
  readonly status: number;
  /** How long an export takes before it begins to be written. */
  readonly bulkDelayMs: number;
}

export const defaultShop = {
  name: "Havu",
  currency: "EUR",
  seed: 1,
  products: 60,
  orders: 300,
  throttle: null,
  protectedCustomerData: true,
  status: 200,
  bulkDelayMs: 0,
} as const satisfies Omit<ShopSettings, "domain">;

/** Makes things up that lead to each other, so that no file need know all others. */
export interface Makers {
  product(shop: Shop, index: number): object;
  inventoryItem(shop: Shop, index: number): object;
}

/** One shop at Shopify, with all that is in it. */
export interface Shop {
  settings: ShopSettings;
  readonly clock: Clock;
  readonly makers: Makers;
  readonly products: Collection;
  readonly orders: Collection;
  /** What stands on the shelf, where somebody set it: by inventory item and location. */
  readonly stock: Map<string, { available: number; updatedAtMs: number }>;
  readonly subscriptions: Map<string, Subscription>;
  readonly bulkJobs: Map<string, BulkJob>;
  /** Answers to mutations with `@idempotent`, by key. */
  readonly idempotent: Map<string, { input: string; answer: unknown }>;
  throttle: Throttle;
  installed: boolean;
  /** Of GraphQL requests: all, and those refused because there were no points left. */
  readonly counts: { requests: number; throttled: number; subscriptions: number; adjustments: number };
}

const monthMs = 30 * 24 * 3_600_000;

/** Opens a shop whose products and orders were changed, one after another, within the last thirty days. */
export function openShop(settings: ShopSettings, { clock, makers }: Pick<Shop, "clock" | "makers">): Shop {
  const shop: Shop = {
    settings,
    clock,
    makers,
    products: new Collection(),
    orders: new Collection(),
    stock: new Map(),
    subscriptions: new Map(),
    bulkJobs: new Map(),
    idempotent: new BoundedMap(5_000),
    throttle: createThrottle(settings.throttle, clock),
    installed: true,
    counts: { requests: 0, throttled: 0, subscriptions: 0, adjustments: 0 },
  };
  const startMs = clock.now().getTime() - monthMs;
  fill(shop.products, settings.products, startMs);
  fill(shop.orders, settings.orders, startMs);
  return shop;
}

function fill(collection: Collection, count: number, startMs: number): void {
  // Ends an hour ago, so that what is changed from now on comes after all of it.
  const stepMs = (monthMs - 3_600_000) / Math.max(1, count);
  for (let index = 0; index < count; index += 1) {
    const createdAtMs = startMs + Math.floor(index * stepMs);
    collection.add({ createdAtMs, updatedAtMs: createdAtMs + Math.floor(stepMs / 2) });
  }
}
