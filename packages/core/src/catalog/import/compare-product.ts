import type { Prisma } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { toDecimal } from "#pricing/money.ts";

import { slugify, variantTitle } from "../product-input.ts";
import type { Pictures } from "./load-pictures.ts";
import type { ProductDraft, VariantDraft } from "./product-draft.ts";

const included = {
  options: { orderBy: { position: "asc" } },
  variants: { where: { archivedAt: null }, orderBy: { position: "asc" } },
  collections: { select: { collection: { select: { slug: true } } } },
  media: { orderBy: { position: "asc" }, select: { variantId: true, media: { select: { sourceHash: true } } } },
} satisfies Prisma.ProductInclude;

/** A product as the database has it. */
export type Present = Prisma.ProductGetPayload<{ include: typeof included }>;

/** What the database has of a batch: its products by slug, and which product owns each SKU. */
export async function loadPresent(ctx: Ctx, drafts: readonly ProductDraft[]) {
  const { organizationId } = ctx;
  const skus = drafts.flatMap(({ variants }) => variants.map(({ sku }) => sku));
  const [products, variants] = await Promise.all([
    ctx.db.prisma.product.findMany({
      where: { organizationId, slug: { in: drafts.map(({ slug }) => slug) } },
      include: included,
    }),
    ctx.db.prisma.variant.findMany({
      where: { organizationId, sku: { in: skus } },
      select: { sku: true, productId: true },
    }),
  ]);
  return {
    bySlug: new Map(products.map((product) => [product.slug, product])),
    skuOwners: new Map(variants.map(({ sku, productId }) => [sku, productId])),
  };
}

/** What a draft would change of a product, in words; nothing when they agree. Stock of known variants is never compared. */
export function compareProduct(input: {
  draft: ProductDraft;
  present: Present | undefined;
  pictures: Pictures;
  currency: string;
}): string[] {
  const { draft, present, pictures, currency } = input;
  if (!present) return [];
  const fields = (["title", "description", "status"] as const).filter((field) => draft[field] !== present[field]);
  const changes: string[] = fields.map((field) =>
    field === "description" ? "description" : `${field}: ${present[field]} → ${draft[field]}`,
  );
  const has = new Set(present.collections.map(({ collection }) => collection.slug));
  const added = draft.collections.map(slugify).filter((slug) => !has.has(slug));
  if (added.length > 0) changes.push(`collections: + ${added.join(", ")}`);
  if (pictures.files.length > 0 && pictureKeys(draft, pictures) !== presentPictureKeys(present))
    changes.push("pictures");
  return [...changes, ...draft.variants.flatMap((variant) => compareVariant(draft, variant, present, currency))];
}

function compareVariant(draft: ProductDraft, variant: VariantDraft, present: Present, currency: string): string[] {
  const before = present.variants.find(({ sku }) => sku === variant.sku);
  if (!before) return [`new variant ${variant.sku}`];
  const price = (minor: bigint | null) => (minor === null ? "none" : toDecimal({ minor, currency }));
  const changes: string[] = [];
  if (before.priceMinor !== variant.priceMinor)
    changes.push(`price of ${variant.sku}: ${price(before.priceMinor)} → ${price(variant.priceMinor)}`);
  if (before.compareAtMinor !== variant.compareAtMinor)
    changes.push(`price before of ${variant.sku}: ${price(before.compareAtMinor)} → ${price(variant.compareAtMinor)}`);
  if (before.weightGrams !== variant.weightGrams) changes.push(`weight of ${variant.sku}`);
  if (before.title !== variantTitle(draft.options, variant.options))
    changes.push(`options of ${variant.sku}: ${before.title} → ${variantTitle(draft.options, variant.options)}`);
  return changes;
}

// Which pictures in which order, and which belong to a variant.
function pictureKeys(draft: ProductDraft, { files, ofVariant }: Pictures): string {
  const own = draft.variants.flatMap(({ sku }) => {
    const file = ofVariant.get(sku);
    return file ? [`${file.hash.toString("hex")}:${sku}`] : [];
  });
  return JSON.stringify([...files.map(({ hash }) => `${hash.toString("hex")}:`), ...own]);
}

function presentPictureKeys(present: Present): string {
  const skus = new Map(present.variants.map(({ id, sku }) => [id, sku]));
  return JSON.stringify(
    present.media.map(
      ({ variantId, media }) => `${Buffer.from(media.sourceHash).toString("hex")}:${skus.get(variantId ?? "") ?? ""}`,
    ),
  );
}
