import { newId, type Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";

import type { Pictures } from "./load-pictures.ts";

/** Makes these a product's pictures, in this order; bytes that are there already are not stored again. */
export async function writePictures(
  tx: Tx,
  { organizationId }: Scope,
  { productId, skus, pictures }: { productId: string; skus: ReadonlyMap<string, string>; pictures: Pictures },
): Promise<void> {
  const all = [...pictures.files, ...pictures.ofVariant.values()];
  await tx.media.createMany({
    data: all.map(({ hash, bytes, contentType, width, height }) => {
      return { id: newId(), organizationId, sourceHash: hash, original: bytes, contentType, width, height };
    }),
    skipDuplicates: true,
  });
  const stored = await tx.media.findMany({
    where: { organizationId, sourceHash: { in: all.map(({ hash }) => hash) } },
    select: { id: true, sourceHash: true },
  });
  const ids = new Map(stored.map(({ id, sourceHash }) => [Buffer.from(sourceHash).toString("hex"), id]));
  const idOf = (hash: Buffer) => ids.get(hash.toString("hex")) ?? "";
  const ofProduct = pictures.files.map(({ hash, alt }) => ({ mediaId: idOf(hash), alt, variantId: null }));
  const ofVariants = [...pictures.ofVariant].map(([sku, { hash, alt }]) => ({
    mediaId: idOf(hash),
    alt,
    variantId: skus.get(sku) ?? null,
  }));
  await tx.productMedia.deleteMany({ where: { organizationId, productId } });
  await tx.productMedia.createMany({
    data: [...ofProduct, ...ofVariants].map((row, position) => ({
      ...row,
      id: newId(),
      organizationId,
      productId,
      position,
    })),
  });
}
