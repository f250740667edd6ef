import { z } from "zod";

import type { ShopifyBulkOperation } from "#contracts/index.ts";

const count = z.string().regex(/^\d+$/).transform(BigInt);

/** What our documents ask of a bulk operation. Counts are 64 bits wide, and come as text. */
export const bulkOperationShape = z.object({
  id: z.string(),
  status: z.enum(["CREATED", "RUNNING", "COMPLETED", "FAILED", "CANCELING", "CANCELED", "EXPIRED"]),
  errorCode: z.string().nullable(),
  objectCount: count,
  rootObjectCount: count,
  fileSize: count.nullable(),
  url: z.string().nullable(),
  partialDataUrl: z.string().nullable(),
}) satisfies z.ZodType<ShopifyBulkOperation>;

/** The fields of `bulkOperationShape`, as a selection. */
export const bulkOperationFields = "id status errorCode objectCount rootObjectCount fileSize url partialDataUrl";
