import type {
  CollectionView,
  MediaView,
  ProductCard,
  ProductPage,
  ProductView,
  VariantView,
} from "@cartwright/core/catalog/views";

import type {
  CollectionDto,
  MediaDto,
  ProductCardDto,
  ProductDto,
  ProductPageDto,
  VariantDto,
} from "#schemas/catalog.ts";

import { presentInstant, presentMoney, presentMoneyOrNull } from "./present-money.ts";

/** Shoppers are told what they can buy; staff also what lies on the shelf. */
export type Audience = "shopper" | "staff";

export function presentProduct(view: ProductView, audience: Audience): ProductDto {
  return {
    id: view.id,
    slug: view.slug,
    title: view.title,
    description: view.description,
    details: view.details.map(([label, value]) => ({ label, value })),
    status: view.status,
    publishedAt: presentInstant(view.publishedAt),
    version: view.version,
    options: view.options.map(({ name, values }) => ({ name, values: [...values] })),
    variants: view.variants.map((variant) => presentVariant(variant, audience)),
    media: view.media.map(presentMedia),
    collections: view.collections.map(({ slug, title }) => ({ slug, title })),
    updatedAt: view.updatedAt.toISOString(),
  };
}

export function presentProductPage(page: ProductPage): ProductPageDto {
  const { facets } = page;
  return {
    items: page.items.map(presentCard),
    nextCursor: page.nextCursor,
    totalCount: page.totalCount,
    facets: {
      collections: facets.collections.map(({ slug, title, count }) => ({ slug, title, count })),
      inStock: facets.inStock,
      minPrice: presentMoneyOrNull(facets.minPrice),
      maxPrice: presentMoneyOrNull(facets.maxPrice),
    },
  };
}

export function presentCollection({ id, slug, title, description, tint, productCount }: CollectionView): CollectionDto {
  return { id, slug, title, description, tint, productCount };
}

export function presentMedia({ mediaId, alt, width, height, variantId }: MediaView): MediaDto {
  return { mediaId, alt, width, height, variantId };
}

function presentVariant(view: VariantView, audience: Audience): VariantDto {
  const shelf = { onHand: view.onHand, reserved: view.reserved, lowStockThreshold: view.lowStockThreshold };
  return {
    id: view.id,
    sku: view.sku,
    title: view.title,
    options: { ...view.options },
    price: presentMoney(view.price),
    compareAt: presentMoneyOrNull(view.compareAt),
    available: view.available,
    weightGrams: view.weightGrams,
    mediaId: view.mediaId,
    ...(audience === "staff" ? shelf : {}),
  };
}

function presentCard(card: ProductCard): ProductCardDto {
  return {
    id: card.id,
    slug: card.slug,
    title: card.title,
    status: card.status,
    minPrice: presentMoney(card.minPrice),
    maxPrice: presentMoney(card.maxPrice),
    compareAt: presentMoneyOrNull(card.compareAt),
    available: card.available,
    variantCount: card.variantCount,
    media: card.media && presentMedia(card.media),
    hoverMedia: card.hoverMedia && presentMedia(card.hoverMedia),
  };
}
