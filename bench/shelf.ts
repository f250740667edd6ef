import { newId } from "@cartwright/db";

import type { RunningShop } from "./running-shop.ts";

const prefix = "BENCH-";

/** Makes sure that the shop has `count` products on sale with plenty in stock, and answers their SKUs. */
export async function stockShelf({ db, organizationId }: RunningShop, count: number): Promise<string[]> {
  const { id: locationId } = await db.prisma.location.findFirstOrThrow({ where: { organizationId, isDefault: true } });
  const present = await db.prisma.variant.count({ where: { organizationId, sku: { startsWith: prefix } } });
  const rows = Array.from({ length: Math.max(0, count - present) }, (_, index) => {
    const number = present + index;
    return { productId: newId(), variantId: newId(), number, priceMinor: BigInt(500 + (number % 97) * 100) };
  });
  const at = new Date();
  await db.prisma.product.createMany({
    data: rows.map(({ productId, number, priceMinor }) => ({
      id: productId,
      organizationId,
      slug: `bench-${number}`,
      title: `Bench product ${number}`,
      description: "Made to be measured.",
      status: "active",
      publishedAt: at,
      minPriceMinor: priceMinor,
      maxPriceMinor: priceMinor,
    })),
  });
  await db.prisma.variant.createMany({
    data: rows.map(({ productId, variantId, number, priceMinor }) => ({
      id: variantId,
      organizationId,
      productId,
      sku: `${prefix}${number}`,
      priceMinor,
    })),
  });
  const stock = rows.map(({ variantId }) => ({ organizationId, locationId, variantId, onHand: 10_000_000 }));
  await db.prisma.stockBalance.createMany({ data: stock });
  await db.prisma.stockLedger.createMany({
    data: stock.map(({ onHand, ...owned }) => ({ ...owned, id: newId(), deltaOnHand: onHand, reason: "initial" })),
  });
  await showPictures({ db, organizationId });
  return Array.from({ length: count }, (_, number) => `${prefix}${number}`);
}

// A list without pictures would be cheaper to render than a real one.
async function showPictures({ db, organizationId }: Pick<RunningShop, "db" | "organizationId">): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO product_media (id, organization_id, product_id, media_id, alt, position)
    SELECT gen_random_uuid(), p.organization_id, p.id, m.id, p.title, 0
    FROM products p CROSS JOIN LATERAL (SELECT id FROM media WHERE organization_id = p.organization_id ORDER BY id LIMIT 1) m
    WHERE p.organization_id = ${organizationId}::uuid AND p.slug LIKE 'bench-%'
      AND NOT EXISTS (SELECT 1 FROM product_media x WHERE x.product_id = p.id)`;
}
