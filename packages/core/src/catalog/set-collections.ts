import type { Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

/**
 * Puts a product into exactly these collections, at the end of those that it was not in.
 *
 * @throws DomainError `not_found` for a slug that is none of the organization's.
 */
export async function setCollections(
  tx: Tx,
  scope: Scope,
  { productId, slugs }: { productId: string; slugs: readonly string[] },
): Promise<void> {
  const { organizationId } = scope;
  const collections = await tx.collection.findMany({
    where: { organizationId, slug: { in: [...slugs] } },
    select: { id: true, slug: true },
  });
  const missing = slugs.find((slug) => !collections.some((collection) => collection.slug === slug));
  if (missing !== undefined) throw new DomainError("not_found", { collection: missing });
  const ids = collections.map(({ id }) => id);
  await tx.collectionProduct.deleteMany({
    where: { organizationId, productId, collectionId: { notIn: ids } },
  });
  await tx.$executeRaw`
    INSERT INTO collection_products (organization_id, collection_id, product_id, position)
    SELECT ${organizationId}::uuid, c.id, ${productId}::uuid,
           coalesce((SELECT max(cp.position) + 1 FROM collection_products cp WHERE cp.collection_id = c.id), 0)
    FROM unnest(${ids}::uuid[]) AS c(id)
    ON CONFLICT (collection_id, product_id) DO NOTHING`;
}
