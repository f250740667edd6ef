import { newId, type Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";

import { slugify } from "../product-input.ts";

/** The ids of these collections by slug; the ones that do not exist are made. */
export async function findCollections(
  tx: Tx,
  { organizationId }: Scope,
  titles: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(titles.map((title) => [slugify(title), title]));
  if (wanted.size === 0) return new Map();
  const last = await tx.collection.aggregate({ where: { organizationId }, _max: { position: true } });
  const first = (last._max.position ?? -1) + 1;
  await tx.collection.createMany({
    data: [...wanted].map(([slug, title], index) => ({
      id: newId(),
      organizationId,
      slug,
      title,
      position: first + index,
    })),
    skipDuplicates: true,
  });
  const rows = await tx.collection.findMany({
    where: { organizationId, slug: { in: [...wanted.keys()] } },
    select: { id: true, slug: true },
  });
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}
