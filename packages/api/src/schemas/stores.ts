import { z } from "zod";

import { moneyDto } from "./money.ts";
import { cursorInput, idInput, instant, limitInput, nextCursor } from "./paging.ts";

const marketplace = z.enum(["etsy", "shopify", "amazon"]);
const syncStatus = z.enum(["pending", "success", "failed", "partial"]).meta({
  description:
    "Of the last 20 receipts: `pending`, there are none; `success`, none failed or was rate limited, and the last succeeded; `failed`, the last failed and none succeeded; else `partial`.",
});

export const syncTokenInput = z
  .string()
  .min(16)
  .max(200)
  .meta({ description: "The store's sync token: whoever has it may import into the store and ask how that stands." });

export const registerStoreInput = z.object({
  organizationId: idInput.meta({ description: "The organization of the API key." }),
  marketplace,
  externalStoreId: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({ description: "Etsy's shop id, Amazon's seller id, Shopify's shop domain." }),
  storeName: z.string().trim().min(1).max(200),
  accessToken: z.string().min(1).max(4_000).meta({ description: "Kept encrypted, and never given out again." }),
  refreshToken: z
    .string()
    .min(1)
    .max(4_000)
    .optional()
    .meta({ description: "Where the marketplace's access tokens end." }),
  tokenExpiresAt: instant.optional(),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/)
    .transform((code) => code.toUpperCase())
    .meta({ description: "ISO 4217.", example: "EUR" }),
});

export const registeredStoreDto = z
  .object({ storeId: z.string(), syncToken: z.string() })
  .meta({ id: "RegisteredStore" });

export const importReceiptInput = z.object({
  syncToken: syncTokenInput,
  receipt: z.string().trim().min(1).max(255).meta({ description: "The marketplace's receipt or order number." }),
});

export const importAnswerDto = z
  .discriminatedUnion("success", [
    z.object({
      success: z.literal(true),
      orderId: z.string().meta({
        description:
          "Of the order in this shop where the marketplace tells what was bought; else the marketplace's own.",
      }),
      amount: z.number().meta({ description: "Decimal." }),
      currency: z.string().length(3),
      importedAt: instant,
    }),
    z.object({ success: z.literal(false), error: z.enum(["invalid_receipt", "rate_limited"]) }),
  ])
  .meta({ id: "ImportAnswer" });

export const syncStatusInput = z.object({ syncToken: syncTokenInput });

export const syncStatusDto = z
  .object({
    lastSyncAt: instant.nullable(),
    importedOrders: z.int(),
    syncStatus,
    rateLimitedCount: z
      .int()
      .meta({ description: "Receipts that wait because the marketplace takes no more questions." }),
  })
  .meta({ id: "SyncStatus" });

export const listStoresInput = z.object({ cursor: cursorInput.optional(), limit: limitInput(25) });
export const storeIdInput = z.object({ id: idInput });
export const listStoreLogsInput = z.object({ id: idInput, cursor: cursorInput.optional(), limit: limitInput(25) });

export const storeDto = z
  .object({
    id: z.string(),
    marketplace,
    externalStoreId: z.string(),
    storeName: z.string(),
    currency: z.string(),
    isConnected: z.boolean(),
    syncStatus,
    lastSyncAt: instant.nullable(),
    importedOrders: z.int(),
    rateLimitedCount: z.int(),
    nextAttemptAt: instant.nullable().meta({ description: "When the first of its receipts is due again." }),
    heldUntil: instant.nullable().meta({ description: "Its job does not run before." }),
    lastError: z.string().nullable().meta({ description: "Why its last run ended early." }),
    createdAt: instant,
    disconnectedAt: instant.nullable(),
  })
  .meta({ id: "Store" });
export const storePageDto = z.object({ items: z.array(storeDto), nextCursor }).meta({ id: "StorePage" });

export const storeLogDto = z
  .object({
    id: z.string(),
    receipt: z.string(),
    status: z.enum(["pending", "success", "failed", "rate_limited"]),
    attempts: z.int(),
    nextAttemptAt: instant.nullable().meta({ description: "Null: it is not tried again by itself." }),
    error: z.string().nullable(),
    externalOrderId: z.string().nullable(),
    orderId: z.string().nullable(),
    amount: moneyDto.nullable(),
    importedAt: instant.nullable(),
    attemptedAt: instant,
  })
  .meta({ id: "StoreLog" });
export const storeLogPageDto = z.object({ items: z.array(storeLogDto), nextCursor }).meta({ id: "StoreLogPage" });

export const queuedReceiptsDto = z
  .object({ queued: z.int().meta({ description: "Receipts that are tried again now." }) })
  .meta({ id: "QueuedReceipts" });
export const disconnectedDto = z.object({ disconnected: z.literal(true) }).meta({ id: "DisconnectedStore" });

export type StoreDto = z.infer<typeof storeDto>;
export type StoreLogDto = z.infer<typeof storeLogDto>;
