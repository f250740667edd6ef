import { newId, type Db } from "@cartwright/db";

export interface NewTestProduct {
  readonly title?: string;
  readonly sku?: string;
  /** In minor units. Default 2500. */
  readonly price?: bigint;
  /** Default 10. */
  readonly stock?: number;
  readonly status?: "draft" | "active" | "archived";
  readonly lowStockThreshold?: number;
  /** How many variants, all alike; default 1. */
  readonly variants?: number;
}

export interface TestProduct {
  readonly productId: string;
  readonly slug: string;
  /** The first variant's. */
  readonly variantId: string;
  readonly sku: string;
  readonly variantIds: readonly string[];
}

interface Shelf {
  readonly organizationId: string;
  readonly locationId: string;
  readonly currency: string;
  readonly now: () => Date;
}

/** Puts a published product on the shelf, with the ledger rows that explain its stock. */
export async function addProduct(db: Db, shelf: Shelf, product: NewTestProduct = {}): Promise<TestProduct> {
  const { organizationId, locationId, currency } = shelf;
  const { price = 2500n, stock = 10, status = "active", lowStockThreshold } = product;
  const productId = newId();
  const sku = product.sku ?? `SKU-${productId.slice(-12)}`;
  const slug = `product-${productId}`;
  const variants = Array.from({ length: product.variants ?? 1 }, (_, position) => ({
    id: newId(),
    organizationId,
    productId,
    sku: position === 0 ? sku : `${sku}-${position + 1}`,
    title: position === 0 ? "" : `Variant ${position + 1}`,
    optionKey: String(position),
    priceMinor: price,
    currency,
    lowStockThreshold,
    position,
  }));
  const owned = { organizationId, locationId };
  const { prisma } = db;
  await prisma.$transaction([
    prisma.product.create({
      data: {
        id: productId,
        organizationId,
        slug,
        title: product.title ?? "Pine lamp",
        status,
        publishedAt: shelf.now(),
        minPriceMinor: price,
        maxPriceMinor: price,
        currency,
      },
    }),
    prisma.variant.createMany({ data: variants }),
    prisma.stockBalance.createMany({ data: variants.map(({ id }) => ({ ...owned, variantId: id, onHand: stock })) }),
    prisma.stockLedger.createMany({
      data: (stock === 0 ? [] : variants).map(({ id }) => ({
        ...owned,
        id: newId(),
        variantId: id,
        deltaOnHand: stock,
        reason: "initial",
      })),
    }),
  ]);
  const variantIds = variants.map(({ id }) => id);
  return { productId, slug, sku, variantId: variantIds[0] ?? "", variantIds };
}
