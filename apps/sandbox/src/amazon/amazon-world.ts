import { randomUUID } from "node:crypto";

import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";
import type { Deliveries, DeliveryRecord } from "../outgoing/deliveries.ts";
import { bodySignature } from "../outgoing/sign.ts";
import { createAmazonQuota } from "./amazon-quota.ts";
import type { AmazonQuota } from "./amazon-quota.ts";
import type { AmazonOrder } from "./amazon-records.ts";
import { createLwa } from "./lwa.ts";
import type { Lwa } from "./lwa.ts";
import { makeOrder, orderInput } from "./make-order.ts";
import type { OrderInput } from "./make-order.ts";
import { orderChange } from "./order-change.ts";
import type { AmazonListing } from "./patch-listing.ts";
import { createOrderSearch } from "./search-orders.ts";
import type { OrderSearch } from "./search-orders.ts";

/** A seller is born with the first order or listing. */
export interface AmazonWorld {
  lwa: Lwa;
  quota: AmazonQuota;
  search: OrderSearch;
  ordersOf(sellerId: string): AmazonOrder[];
  findOrder(sellerId: string, orderId: string): AmazonOrder | undefined;
  /** Adds an order, or puts it in the place of the one with its id. */
  addOrder(sellerId: string, input: OrderInput): AmazonOrder;
  findListing(sellerId: string, sku: string): AmazonListing | undefined;
  addListing(sellerId: string, listing: AmazonListing): void;
  listingsOf(sellerId: string): AmazonListing[];
  /** Tells that an order changed; settles after the first attempt. */
  tellChange(sellerId: string, order: AmazonOrder): Promise<DeliveryRecord>;
  clear(): void;
}

export interface AmazonWorldParts {
  clock: Clock;
  deliveries: Deliveries;
  /** What signs the notifications that are handed on. */
  secret: string;
}

const MOST_ORDERS = 200_000;
const MOST_LISTINGS = 50_000;
const SEEDED = 12;
/** The seller that is there from the start. */
export const AMAZON_SELLER = "A1SANDBOXSELLER";

/** Amazon with one small seller, whose orders are always the same; more can be added. */
export function createAmazonWorld({ clock, deliveries, secret }: AmazonWorldParts): AmazonWorld {
  const orders = new BoundedMap<string, AmazonOrder>(MOST_ORDERS);
  const listings = new BoundedMap<string, AmazonListing>(MOST_LISTINGS);
  const startedAt = clock.now().getTime();
  let added = 0;

  function addOrder(sellerId: string, input: OrderInput): AmazonOrder {
    const orderId =
      input.orderId ?? `902-${String(1_000_000 + Math.floor(added / 1e6))}-${String(1_000_000 + (added++ % 1e6))}`;
    const order = makeOrder(input, { orderId, now: clock.now() });
    orders.set(`${sellerId}/${orderId}`, order);
    return order;
  }
  function seed(): void {
    const skus = ["HV-KI-MUG-PIN", "HV-KI-MUG-SKY"];
    for (const sku of skus)
      listings.set(`${AMAZON_SELLER}/${sku}`, { sku, quantity: 10, lead_time_to_ship_max_days: 2 });
    for (let index = 0; index < SEEDED; index += 1) {
      const lastUpdatedTime = new Date(startedAt - (SEEDED - index) * 3_600_000).toISOString();
      const orderId = `901-1000000-${String(1_000_000 + index)}`;
      const items = [{ sku: skus[index % skus.length] }];
      addOrder(AMAZON_SELLER, orderInput.parse({ orderId, createdTime: lastUpdatedTime, lastUpdatedTime, items }));
    }
  }
  seed();
  const lwa = createLwa(clock);
  const quota = createAmazonQuota(clock);
  const search = createOrderSearch(clock);
  const ofSeller = <T>(all: Map<string, T>, sellerId: string): T[] =>
    [...all].filter(([key]) => key.startsWith(`${sellerId}/`)).map(([, value]) => value);
  return {
    lwa,
    quota,
    search,
    ordersOf: (sellerId) => ofSeller(orders, sellerId),
    findOrder: (sellerId, orderId) => orders.get(`${sellerId}/${orderId}`),
    addOrder,
    findListing: (sellerId, sku) => listings.get(`${sellerId}/${sku}`),
    addListing: (sellerId, listing) => void listings.set(`${sellerId}/${listing.sku}`, listing),
    listingsOf: (sellerId) => ofSeller(listings, sellerId),
    tellChange(sellerId, order) {
      const eventId = randomUUID();
      const body = JSON.stringify(orderChange(sellerId, order, { eventId, now: clock.now() }));
      const sign = () => ({ "x-amazon-signature": bodySignature(secret, body) });
      return deliveries.send({ channel: "amazon", eventId, type: "ORDER_CHANGE", body, sign }, 0);
    },
    clear() {
      for (const part of [orders, listings, lwa, quota, search]) part.clear();
      added = 0;
      seed();
    },
  };
}
