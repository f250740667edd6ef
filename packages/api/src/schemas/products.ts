import { z } from "zod";

import { listProductsInput, productStatus, slugInput } from "./catalog.ts";
import { decimalInput } from "./money.ts";
import { idInput } from "./paging.ts";

// Staff write `{ amount: "29.99", currency: "EUR" }`; the currency is the organization's.
const priceInput = z.object({ amount: decimalInput, currency: z.string().length(3) });

const optionInput = z.object({
  name: z.string().trim().min(1).max(60),
  values: z.array(z.string().trim().min(1).max(60)).min(1).max(100),
});

const variantFields = z.object({
  sku: z.string().trim().min(1).max(64),
  price: priceInput,
  compareAt: priceInput.nullish(),
  options: z.record(z.string().max(60), z.string().max(60)).optional(),
  weightGrams: z.int().min(0).max(1_000_000).nullish(),
  lowStockThreshold: z.int().min(0).max(100_000).nullish(),
});

const productFields = z.object({
  title: z.string().trim().min(1).max(200),
  slug: slugInput.optional(),
  description: z.string().max(20_000).optional(),
  details: z
    .array(z.object({ label: z.string().max(80), value: z.string().max(400) }))
    .max(40)
    .optional(),
  status: productStatus.optional(),
  collections: z.array(z.string().max(120)).max(50).optional().meta({ description: "Slugs." }),
});

export const createProductInput = productFields.extend({
  options: z.array(optionInput).max(3).optional(),
  variants: z
    .array(variantFields.extend({ stock: z.int().min(0).max(10_000_000).optional() }))
    .min(1)
    .max(250),
});

const placedPicture = z.object({
  mediaId: idInput,
  alt: z.string().trim().max(300).meta({ description: "What it shows, for those who do not see it." }),
  variantIds: z
    .array(idInput)
    .max(250)
    .optional()
    .meta({ description: "The variants that it shows; none: the product as a whole." }),
});

/** What is left out stays as it is. A variant with an id is changed, one without is added. */
export const updateProductInput = productFields.partial().extend({
  id: idInput,
  expectedVersion: z
    .int()
    .optional()
    .meta({ description: "Refuses with `version_conflict` when somebody else wrote meanwhile." }),
  options: z
    .array(optionInput)
    .max(3)
    .optional()
    .meta({ description: "All options of the product, in their order, with the values that they have from now on." }),
  media: z
    .array(placedPicture)
    .max(50)
    .optional()
    .meta({ description: "All pictures of the product, in their order; those left out are taken from it." }),
  variants: z
    .array(variantFields.extend({ id: idInput.optional() }))
    .max(250)
    .optional(),
  archiveVariantIds: z
    .array(idInput)
    .max(250)
    .optional()
    .meta({ description: "Variants to take off sale; their orders and stock history stay." }),
});

export const adminListProductsInput = listProductsInput.extend({
  status: z.enum(["draft", "active", "archived", "any"]).default("any"),
});

/** The file itself, as REST takes it: JSON cannot carry one. */
export const uploadPictureInput = z.object({ picture: z.instanceof(Uint8Array) });

export const uploadedPictureDto = z
  .object({ mediaId: z.string(), width: z.int(), height: z.int() })
  .meta({ id: "UploadedPicture", description: "A picture that is kept; `media` of a product places it." });

export const adjustStockInput = z
  .object({
    id: idInput.meta({ description: "The variant." }),
    delta: z.int().min(-10_000_000).max(10_000_000).optional(),
    onHand: z.int().min(0).max(10_000_000).optional(),
    reason: z.string().trim().min(1).max(200),
    expectedOnHand: z.int().min(0).optional(),
  })
  .refine(({ delta, onHand }) => (delta === undefined) !== (onHand === undefined), {
    error: "Give either delta or onHand.",
  });

export const deletedProductDto = z
  .object({ outcome: z.enum(["deleted", "archived"]) })
  .meta({ id: "DeletedProduct", description: "`archived`: it was ordered once, and stays behind its orders." });

export const stockDto = z.object({ onHand: z.int(), reserved: z.int(), available: z.int() }).meta({ id: "Stock" });

export const lowStockItemDto = z
  .object({
    variantId: z.string(),
    productId: z.string(),
    slug: z.string(),
    sku: z.string(),
    title: z.string(),
    variantTitle: z.string(),
    onHand: z.int(),
    reserved: z.int(),
    available: z.int(),
    threshold: z.int(),
  })
  .meta({ id: "LowStockItem" });

export const lowStockListDto = z.object({ items: z.array(lowStockItemDto) });

export type CreateProductInput = z.infer<typeof createProductInput>;
export type UpdateProductInput = z.infer<typeof updateProductInput>;
export type StockDto = z.infer<typeof stockDto>;
export type LowStockItemDto = z.infer<typeof lowStockItemDto>;
export type PriceInput = z.infer<typeof priceInput>;
