import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import type { CollectionView } from "./views.ts";

/** All collections in the shop's order, with how many published products each holds. */
export async function listCollections(ctx: Ctx): Promise<CollectionView[]> {
  const rows = await ctx.db.prisma.collection.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
    take: 200,
    include: publishedCount(ctx),
  });
  return rows.map(toView);
}

/**
 * One collection by its slug.
 *
 * @throws DomainError `not_found`
 */
export async function readCollection(ctx: Ctx, { slug }: { slug: string }): Promise<CollectionView> {
  const row = await ctx.db.prisma.collection.findFirst({
    where: { organizationId: ctx.organizationId, slug },
    include: publishedCount(ctx),
  });
  if (!row) throw new DomainError("not_found", { collection: slug });
  return toView(row);
}

function publishedCount(ctx: Ctx) {
  const published = { product: { status: "active", publishedAt: { lte: ctx.now() } } } as const;
  return { _count: { select: { products: { where: published } } } } as const;
}

function toView(row: Omit<CollectionView, "productCount"> & { _count: { products: number } }): CollectionView {
  const { id, slug, title, description, tint } = row;
  return { id, slug, title, description, tint, productCount: row._count.products };
}
