import { createHash } from "node:crypto";

import type { Prisma } from "../generated/client.ts";
import { newId } from "../ids.ts";
import { drawIllustration } from "../illustrations/index.ts";
import { collections, type CatalogueProduct, products } from "./catalogue/index.ts";
import { organizationId } from "./write-organization.ts";

/** A variant as the past orders need it. */
export interface SeededVariant {
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly priceMinor: bigint;
  /** What shall be available in the end. */
  readonly stock: number;
}

/** Collections, products, variants and pictures. Balances are written with the orders that explain them. */
export async function writeCatalogue(tx: Prisma.TransactionClient, now: Date): Promise<readonly SeededVariant[]> {
  const collectionIds = new Map(collections.map(({ slug }) => [slug, newId()]));
  await tx.collection.createMany({
    data: collections.map(({ slug, title, description, tint }, position) => ({
      id: idOf(collectionIds, slug),
      organizationId,
      slug,
      title,
      description,
      tint,
      position,
    })),
  });
  const rows = products.map((product) => productRows(product, now));
  await tx.product.createMany({ data: rows.map(({ product }) => product) });
  await tx.productOption.createMany({ data: rows.flatMap(({ options }) => options) });
  await tx.variant.createMany({ data: rows.flatMap(({ variants }) => variants) });
  await tx.media.createMany({ data: rows.flatMap(({ media }) => media), skipDuplicates: true });
  await tx.productMedia.createMany({ data: rows.flatMap(({ productMedia }) => productMedia) });
  await tx.collectionProduct.createMany({ data: inCollections(rows, collectionIds) });
  return rows.flatMap(({ product, variants, stocks }) =>
    variants.map((variant, index) => ({
      id: variant.id,
      productId: product.id,
      sku: variant.sku,
      title: product.title,
      variantTitle: variant.title,
      priceMinor: BigInt(variant.priceMinor),
      stock: stocks[index] ?? 0,
    })),
  );
}

type Rows = ReturnType<typeof productRows>;

function productRows(source: CatalogueProduct, now: Date) {
  const id = newId();
  const publishedAt = new Date(now.getTime() - source.publishedDaysAgo * 86_400_000);
  const variants = source.variants.map((variant, position) => ({
    id: newId(),
    organizationId,
    productId: id,
    sku: variant.sku,
    title: titleOf(source, variant.options),
    options: variant.options,
    optionKey: titleOf(source, variant.options),
    priceMinor: BigInt(variant.priceMinor),
    compareAtMinor: variant.compareAtMinor === undefined ? null : BigInt(variant.compareAtMinor),
    weightGrams: variant.weightGrams,
    position,
    createdAt: publishedAt,
    updatedAt: publishedAt,
  }));
  const prices = source.variants.map(({ priceMinor }) => priceMinor);
  const product = {
    id,
    organizationId,
    slug: source.slug,
    title: source.title,
    description: source.description,
    details: source.details.map(([label, value]) => [label, value]),
    status: "active" as const,
    publishedAt,
    minPriceMinor: BigInt(Math.min(...prices)),
    maxPriceMinor: BigInt(Math.max(...prices)),
    createdAt: publishedAt,
    updatedAt: publishedAt,
  };
  const options = source.options.map(({ name, values }, position) => ({
    id: newId(),
    organizationId,
    productId: id,
    name,
    values: [...values],
    position,
  }));
  const stocks = source.variants.map(({ stock }) => stock);
  return { product, options, variants, stocks, source, ...pictureRows(source, { id, variants }) };
}

function pictureRows(
  source: CatalogueProduct,
  made: { id: string; variants: readonly { id: string; options: Readonly<Record<string, string>> }[] },
) {
  const { kind, ground, palette, paletteOption } = source.illustration;
  const media: Prisma.MediaCreateManyInput[] = [];
  const productMedia: Prisma.ProductMediaCreateManyInput[] = [];
  for (const [index, colour] of palette.entries()) {
    const original = Buffer.from(drawIllustration({ kind, colour, ground }));
    const mediaId = newId();
    media.push({
      id: mediaId,
      organizationId,
      sourceHash: createHash("sha256").update(original).digest(),
      original,
      contentType: "image/svg+xml",
      width: 800,
      height: 1000,
    });
    const shown = made.variants.filter(
      ({ options }) => paletteOption !== undefined && options[paletteOption] === colour,
    );
    const alt = paletteOption === undefined ? source.title : `${source.title} in ${colour.toLowerCase()}`;
    const row = { organizationId, productId: made.id, mediaId, alt };
    if (shown.length === 0) productMedia.push({ ...row, id: newId(), position: index * 100 });
    for (const [offset, variant] of shown.entries()) {
      productMedia.push({ ...row, id: newId(), variantId: variant.id, position: index * 100 + offset });
    }
  }
  return { media, productMedia };
}

function inCollections(
  rows: readonly Rows[],
  ids: ReadonlyMap<string, string>,
): Prisma.CollectionProductCreateManyInput[] {
  return rows.flatMap(({ product, source }, position) =>
    source.collections.map((slug) => ({
      organizationId,
      collectionId: idOf(ids, slug),
      productId: product.id,
      position,
    })),
  );
}

function titleOf({ options }: CatalogueProduct, chosen: Readonly<Record<string, string>>): string {
  return options
    .map(({ name }) => chosen[name] ?? "")
    .filter((value) => value !== "")
    .join(" / ");
}

function idOf(ids: ReadonlyMap<string, string>, slug: string): string {
  const id = ids.get(slug);
  if (id === undefined) throw new Error(`the catalogue names no collection ${slug}`);
  return id;
}
