import { randomUUID } from "node:crypto";

import { BoundedMap } from "../bounded-map.ts";
import { unixSeconds } from "../clock.ts";
import type { Clock } from "../clock.ts";
import type { Deliveries, DeliveryRecord } from "../outgoing/deliveries.ts";
import { standardWebhookHeaders } from "../outgoing/sign.ts";
import { createEtsyQuota } from "./etsy-quota.ts";
import type { EtsyQuota } from "./etsy-quota.ts";
import type { EtsyListing, EtsyReceipt } from "./etsy-records.ts";
import { createEtsyTokens } from "./etsy-tokens.ts";
import type { EtsyTokens } from "./etsy-tokens.ts";
import { makeListing } from "./make-listing.ts";
import { makeReceipt, receiptInput } from "./make-receipt.ts";
import type { ReceiptInput } from "./make-receipt.ts";

/** A shop is born with its first receipt, listing or token. */
export interface EtsyWorld {
  tokens: EtsyTokens;
  quota: EtsyQuota;
  receiptsOf(shopId: number): EtsyReceipt[];
  findReceipt(shopId: number, receiptId: number): EtsyReceipt | undefined;
  /** Adds a receipt, or puts it in the place of the one with its id. */
  addReceipt(shopId: number, input: ReceiptInput): EtsyReceipt;
  findListing(listingId: number): EtsyListing | undefined;
  addListing(listing: EtsyListing): void;
  listingsOf(shopId: number): EtsyListing[];
  /** Tells that a receipt was paid; settles after the first attempt. */
  tellPaid(shopId: number, receiptId: number): Promise<DeliveryRecord>;
  clear(): void;
}

export interface EtsyWorldParts {
  clock: Clock;
  deliveries: Deliveries;
  /** What signs `order.paid`. */
  secret: string;
  publicUrl: () => string;
}

const MOST_RECEIPTS = 200_000;
const MOST_LISTINGS = 10_000;
/** The shop that is there from the start. */
export const ETSY_SHOP = 4_200_001;

/** Etsy with one small shop, whose receipts are always the same; more can be added. */
export function createEtsyWorld({ clock, deliveries, secret, publicUrl }: EtsyWorldParts): EtsyWorld {
  const receipts = new BoundedMap<string, EtsyReceipt>(MOST_RECEIPTS);
  const listings = new BoundedMap<number, EtsyListing>(MOST_LISTINGS);
  let lastId = 3_000_000_000;
  const startedAt = unixSeconds(clock.now());

  function addReceipt(shopId: number, input: ReceiptInput): EtsyReceipt {
    const receiptId = input.receiptId ?? ++lastId;
    const receipt = makeReceipt(input, { shopId, receiptId, now: unixSeconds(clock.now()) });
    receipts.set(`${shopId}/${receiptId}`, receipt);
    return receipt;
  }
  function seed(): void {
    const lines = [
      { sku: "HV-KI-MUG-PIN", listingId: 1_001 },
      { sku: "HV-KI-MUG-SKY", listingId: 1_001 },
    ];
    listings.set(
      1_001,
      makeListing({ listingId: 1_001, shopId: ETSY_SHOP, title: "Mug", skus: lines.map(({ sku }) => sku) }),
    );
    for (let index = 0; index < SEEDED; index += 1) {
      const updatedAt = startedAt - (SEEDED - index) * 3_600;
      const line = lines[index % lines.length];
      addReceipt(
        ETSY_SHOP,
        receiptInput.parse({ receiptId: 2_000_000_001 + index, createdAt: updatedAt - 60, updatedAt, lines: [line] }),
      );
    }
  }
  seed();
  const tokens = createEtsyTokens(clock);
  const quota = createEtsyQuota(clock);
  return {
    tokens,
    quota,
    receiptsOf: (shopId) => [...receipts.values()].filter(({ seller_user_id }) => seller_user_id === shopId),
    findReceipt: (shopId, receiptId) => receipts.get(`${shopId}/${receiptId}`),
    addReceipt,
    findListing: (listingId) => listings.get(listingId),
    listingsOf: (shopId) => [...listings.values()].filter(({ shop_id }) => shop_id === shopId),
    addListing: (listing) => void listings.set(listing.listing_id, listing),
    tellPaid(shopId, receiptId) {
      const eventId = `msg_${randomUUID()}`;
      const resource = `${publicUrl()}/etsy/v3/application/shops/${shopId}/receipts/${receiptId}`;
      const body = JSON.stringify({ event_type: "order.paid", resource_url: resource, shop_id: String(shopId) });
      const sign = (timestamp: number) => standardWebhookHeaders(secret, { id: eventId, timestamp, body });
      return deliveries.send({ channel: "etsy", eventId, type: "order.paid", body, sign }, 0);
    },
    clear() {
      for (const part of [receipts, listings, tokens, quota]) part.clear();
      seed();
    },
  };
}

const SEEDED = 12;
