import { z } from "zod";

import { decimalInput, moneyDto } from "./money.ts";
import { cursorInput, instant, limitInput, nextCursor } from "./paging.ts";

export const productStatus = z.enum(["draft", "active", "archived"]);
export const productSort = z.enum(["featured", "newest", "price_asc", "price_desc", "title", "relevance"]);
export const slugInput = z
  .string()
  .trim()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export const mediaDto = z
  .object({
    mediaId: z.string(),
    alt: z.string(),
    width: z.int(),
    height: z.int(),
    variantId: z.string().nullable(),
  })
  .meta({ id: "Media", description: "A picture; its files are at `/media/{mediaId}/{width}.{avif|webp}`." });

export const productCardDto = z
  .object({
    id: z.string(),
    slug: z.string(),
    title: z.string(),
    status: productStatus,
    minPrice: moneyDto,
    maxPrice: moneyDto,
    compareAt: moneyDto.nullable(),
    available: z.int(),
    variantCount: z.int(),
    media: mediaDto.nullable(),
    hoverMedia: mediaDto.nullable(),
  })
  .meta({ id: "ProductCard" });

export const variantDto = z
  .object({
    id: z.string(),
    sku: z.string(),
    title: z.string(),
    options: z.record(z.string(), z.string()),
    price: moneyDto,
    compareAt: moneyDto.nullable(),
    available: z.int().meta({ description: "What can be bought now." }),
    onHand: z.int().optional().meta({ description: "Staff only." }),
    reserved: z.int().optional().meta({ description: "Staff only." }),
    lowStockThreshold: z.int().optional().meta({ description: "Staff only." }),
    weightGrams: z.int().nullable(),
    mediaId: z.string().nullable(),
  })
  .meta({ id: "Variant" });

const collectionRef = z.object({ slug: z.string(), title: z.string() });

export const productDto = z
  .object({
    id: z.string(),
    slug: z.string(),
    title: z.string(),
    description: z.string(),
    details: z.array(z.object({ label: z.string(), value: z.string() })),
    status: productStatus,
    publishedAt: instant.nullable(),
    version: z.int(),
    options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
    variants: z.array(variantDto),
    media: z.array(mediaDto),
    collections: z.array(collectionRef),
    updatedAt: instant,
  })
  .meta({ id: "Product" });

export const collectionDto = z
  .object({
    id: z.string(),
    slug: z.string(),
    title: z.string(),
    description: z.string(),
    tint: z.string(),
    productCount: z.int(),
  })
  .meta({ id: "Collection" });

export const collectionListDto = z.object({ items: z.array(collectionDto) }).meta({ id: "CollectionList" });

export const productPageDto = z
  .object({
    items: z.array(productCardDto),
    nextCursor,
    totalCount: z.int(),
    facets: z.object({
      collections: z.array(collectionRef.extend({ count: z.int() })),
      inStock: z.int(),
      minPrice: moneyDto.nullable(),
      maxPrice: moneyDto.nullable(),
    }),
  })
  .meta({ id: "ProductPage" });

export const listProductsInput = z.object({
  query: z.string().trim().max(200).optional(),
  collection: z.string().max(120).optional().meta({ description: "Slug of a collection." }),
  minPrice: decimalInput.optional(),
  maxPrice: decimalInput.optional(),
  inStock: z.boolean().optional(),
  sort: productSort.optional(),
  cursor: cursorInput.optional(),
  limit: limitInput(24),
});

export type MediaDto = z.infer<typeof mediaDto>;
export type ProductCardDto = z.infer<typeof productCardDto>;
export type VariantDto = z.infer<typeof variantDto>;
export type ProductDto = z.infer<typeof productDto>;
export type ProductPageDto = z.infer<typeof productPageDto>;
export type CollectionDto = z.infer<typeof collectionDto>;
export type ListProductsInput = z.input<typeof listProductsInput>;
