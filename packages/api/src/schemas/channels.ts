import { z } from "zod";

import { cursorInput, idInput, instant, limitInput, nextCursor } from "./paging.ts";

/** What of the channels waits for staff; each number stops at 100. */
export const channelAttentionDto = z.object({
  openShortfalls: z.int(),
  unknownSkus: z.int(),
  refusedListings: z.int(),
});

export const shortfallDto = z.object({
  id: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  lineId: z.string(),
  channel: z.string(),
  storeId: z.string(),
  externalNumber: z.string(),
  kind: z.enum(["out_of_stock", "unknown_sku"]),
  variantId: z.string().nullable(),
  productId: z.string().nullable(),
  sku: z.string(),
  title: z.string(),
  variantTitle: z.string(),
  quantity: z.int(),
  missing: z.int(),
  available: z.int(),
  createdAt: instant,
});

export const shortfallPageDto = z.object({ items: z.array(shortfallDto), nextCursor });

export const settledShortfallDto = z.object({ shortfallId: z.string(), orderId: z.string(), missing: z.int() });

export const refusedListingDto = z.object({
  id: z.string(),
  channel: z.string(),
  storeId: z.string(),
  externalId: z.string(),
  sku: z.string(),
  productId: z.string(),
  title: z.string(),
  error: z.string(),
  lastPushedQuantity: z.int().nullable(),
  pushedAt: instant.nullable(),
});

export const refusedListingsDto = z.object({ items: z.array(refusedListingDto) });

/** How a store stands with what it is told of stock. */
export const storeStockDto = z.object({
  listings: z.int(),
  due: z.int().meta({ description: "Listings whose newest quantity the store has not been told; stops at 1,000." }),
  failures: z.int().meta({ description: "In a row." }),
  lastError: z.string().nullable(),
  lastPushedAt: instant.nullable(),
  nextPushAt: instant.nullable(),
});

export const storeStockInput = z.object({ channel: z.enum(["amazon", "etsy", "shopify"]), storeId: idInput });

export const listShortfallsInput = z.object({
  cursor: cursorInput.optional(),
  limit: limitInput(25),
  orderId: idInput.optional(),
});
export const shortfallIdInput = z.object({ id: idInput });
export const mapShortfallInput = z.object({ id: idInput, sku: z.string().trim().min(1).max(100) });
export const refusedListingsInput = z.object({ limit: limitInput(25) });

export type ShortfallDto = z.infer<typeof shortfallDto>;
export type RefusedListingDto = z.infer<typeof refusedListingDto>;
