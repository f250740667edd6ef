import { z } from "zod";

import { param } from "../server/exchange.ts";
import type { Exchange, Route } from "../server/exchange.ts";
import { parseJsonBody, Refusal } from "../server/refusal.ts";
import { json } from "../server/reply.ts";
import { etsyQuotaInput } from "./etsy-quota.ts";
import { ETSY_SHOP } from "./etsy-world.ts";
import type { EtsyWorld } from "./etsy-world.ts";
import { makeListing } from "./make-listing.ts";
import { receiptInput } from "./make-receipt.ts";

const tokenInput = z.strictObject({
  shopId: z.number().int().min(1).default(ETSY_SHOP),
  expiresInSeconds: z.number().int().min(0).optional(),
});
const addInput = z.strictObject({
  receipts: z.array(receiptInput).min(1).max(10_000),
  /** Tells of each that is paid by a webhook, `order.paid`. */
  notify: z.boolean().default(false),
});
const listingInput = z.strictObject({
  listingId: z.number().int().min(1),
  title: z.string().min(1).default("Handmade thing"),
  skus: z.array(z.string().min(1).nullable()).min(1).max(70),
  quantity: z.number().int().min(0).max(999).optional(),
  currency: z.string().length(3).optional(),
});

/** What Etsy's website would do: sales, consent, and a look at the counts. Faults never strike these. */
export function etsyControls(etsy: EtsyWorld): Route[] {
  return [
    {
      method: "POST",
      pattern: "/etsy/sandbox/tokens",
      handle: (exchange) => {
        const { shopId, expiresInSeconds } = parseJsonBody(exchange, tokenInput);
        return json({ shopId, ...etsy.tokens.issue(shopId, expiresInSeconds) }, 201);
      },
    },
    {
      method: "POST",
      pattern: "/etsy/sandbox/shops/:shop/receipts",
      handle: async (exchange) => {
        const shopId = shopOf(exchange);
        const { receipts, notify } = parseJsonBody(exchange, addInput);
        const added = receipts.map((receipt) => etsy.addReceipt(shopId, receipt));
        const paid = notify ? added.filter(({ is_paid }) => is_paid) : [];
        await Promise.all(paid.map(({ receipt_id }) => etsy.tellPaid(shopId, receipt_id)));
        return json({ receiptIds: added.map(({ receipt_id }) => receipt_id) }, 201);
      },
    },
    {
      method: "POST",
      pattern: "/etsy/sandbox/shops/:shop/receipts/:receipt/notify",
      handle: async (exchange) => json(await etsy.tellPaid(shopOf(exchange), Number(param(exchange, "receipt"))), 202),
    },
    {
      method: "POST",
      pattern: "/etsy/sandbox/shops/:shop/listings",
      handle: (exchange) => {
        const listing = makeListing({ shopId: shopOf(exchange), ...definedOf(parseJsonBody(exchange, listingInput)) });
        etsy.addListing(listing);
        return json(listing, 201);
      },
    },
    { method: "GET", pattern: "/etsy/sandbox/quota", handle: () => json(etsy.quota.report()) },
    {
      method: "PUT",
      pattern: "/etsy/sandbox/quota",
      handle: (exchange) => {
        etsy.quota.change(parseJsonBody(exchange, etsyQuotaInput));
        return json(etsy.quota.report());
      },
    },
  ];
}

function shopOf(exchange: Exchange): number {
  const shopId = Number(param(exchange, "shop"));
  if (!Number.isSafeInteger(shopId) || shopId < 1) throw new Refusal(400, "invalid_input", "A shop's id is a number.");
  return shopId;
}

function definedOf({ quantity, currency, ...listing }: z.output<typeof listingInput>) {
  return { ...listing, ...(quantity !== undefined && { quantity }), ...(currency !== undefined && { currency }) };
}
