import { z } from "zod";

import type { Prisma } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import type { MediaView, ProductView, VariantView } from "./views.ts";

export interface ReadProductInput {
  readonly slug?: string;
  readonly id?: string;
  /** Shoppers see published products only; staff see all. Default `shopper`. */
  readonly audience?: "shopper" | "staff";
}

/**
 * A product with everything that its page shows, by slug or id. A constant number of statements.
 *
 * @throws DomainError `not_found` also for products that this reader may not see.
 */
export async function readProduct(
  ctx: Ctx,
  { slug, id, audience = "shopper" }: ReadProductInput,
): Promise<ProductView> {
  const [product, organization] = await Promise.all([
    ctx.db.prisma.product.findFirst({
      where: {
        organizationId: ctx.organizationId,
        ...(id === undefined ? { slug: slug ?? "" } : { id }),
        ...(audience === "shopper" ? { status: "active", publishedAt: { lte: ctx.now() } } : {}),
      },
      include: everything,
    }),
    ctx.db.prisma.organization.findUniqueOrThrow({
      where: { id: ctx.organizationId },
      select: { lowStockThreshold: true },
    }),
  ]);
  if (!product) throw new DomainError("not_found", { product: id ?? slug ?? "" });
  return toView(product, organization.lowStockThreshold);
}

const everything = {
  options: { orderBy: { position: "asc" } },
  variants: {
    where: { archivedAt: null },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    include: { balances: true },
  },
  media: {
    orderBy: [{ position: "asc" }, { id: "asc" }],
    include: { media: { select: { width: true, height: true } } },
  },
  collections: { include: { collection: { select: { slug: true, title: true, position: true } } } },
} satisfies Prisma.ProductInclude;

type ProductRow = Prisma.ProductGetPayload<{ include: typeof everything }>;

const detailsShape = z.array(z.tuple([z.string(), z.string()])).catch([]);
const optionsShape = z.record(z.string(), z.string()).catch({});

function toView(row: ProductRow, lowStockThreshold: number): ProductView {
  const media = row.media.map(toMedia);
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    description: row.description,
    details: detailsShape.parse(row.details),
    status: row.status,
    publishedAt: row.publishedAt,
    version: row.version,
    options: row.options.map(({ name, values }) => ({ name, values })),
    variants: row.variants.map((variant) => toVariant(variant, media, lowStockThreshold)),
    media: eachOnce(media),
    collections: row.collections
      .map(({ collection }) => collection)
      .toSorted((a, b) => a.position - b.position)
      .map(({ slug, title }) => ({ slug, title })),
    updatedAt: row.updatedAt,
  };
}

// Variants of one colour share a picture; a gallery shows it once.
function eachOnce(media: readonly MediaView[]): MediaView[] {
  return media.filter(({ mediaId }, index) => media.findIndex((picture) => picture.mediaId === mediaId) === index);
}

function toMedia(row: ProductRow["media"][number]): MediaView {
  return {
    mediaId: row.mediaId,
    alt: row.alt,
    width: row.media.width,
    height: row.media.height,
    variantId: row.variantId,
  };
}

function toVariant(row: ProductRow["variants"][number], media: readonly MediaView[], threshold: number): VariantView {
  const onHand = row.balances.reduce((sum, balance) => sum + balance.onHand, 0);
  const reserved = row.balances.reduce((sum, balance) => sum + balance.reserved, 0);
  const price = (minor: bigint) => ({ minor, currency: row.currency });
  return {
    id: row.id,
    sku: row.sku,
    title: row.title,
    options: optionsShape.parse(row.options),
    price: price(row.priceMinor),
    compareAt: row.compareAtMinor === null ? null : price(row.compareAtMinor),
    available: onHand - reserved,
    onHand,
    reserved,
    weightGrams: row.weightGrams,
    lowStockThreshold: row.lowStockThreshold ?? threshold,
    mediaId: media.find(({ variantId }) => variantId === row.id)?.mediaId ?? null,
  };
}
