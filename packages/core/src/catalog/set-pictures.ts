import { newId, type Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

/** A picture in a product's gallery. */
export interface PlacedPicture {
  readonly mediaId: string;
  /** What it shows, for those who do not see it. */
  readonly alt: string;
  /** The variants that it shows; empty: the product as a whole. */
  readonly variantIds: readonly string[];
}

interface Placing {
  readonly productId: string;
  readonly pictures: readonly PlacedPicture[];
}

/**
 * Makes these the product's pictures, in this order, and no others.
 *
 * @throws DomainError `not_found` for a picture of another organization or a variant of another product, `invalid_input` when a
 * picture stands there twice or a variant has two
 */
export async function setPictures(tx: Tx, scope: Scope, { productId, pictures }: Placing): Promise<void> {
  const { organizationId } = scope;
  const mediaIds = pictures.map(({ mediaId }) => mediaId);
  const variantIds = pictures.flatMap((picture) => picture.variantIds);
  refuseRepeated(mediaIds, "A picture stands there twice.");
  refuseRepeated(variantIds, "A variant has one picture.");
  const ours = { organizationId, productId };
  const [media, variants] = [
    // Held, so that the nightly clean-up does not take a picture away that nobody had until now.
    await tx.$queryRaw<{ id: string }[]>`
      select id from media where organization_id = ${organizationId}::uuid and id = any(${mediaIds}::uuid[])
      order by id for key share`,
    await tx.variant.findMany({ where: { ...ours, archivedAt: null, id: { in: variantIds } }, select: { id: true } }),
  ];
  refuseUnknown("media", mediaIds, media);
  refuseUnknown("variant", variantIds, variants);
  await tx.productMedia.deleteMany({ where: ours });
  const rows = pictures.flatMap(({ mediaId, alt, variantIds: shown }) =>
    (shown.length === 0 ? [null] : shown).map((variantId) => ({ ...ours, id: newId(), mediaId, alt, variantId })),
  );
  await tx.productMedia.createMany({ data: rows.map((row, position) => ({ ...row, position })) });
}

function refuseRepeated(ids: readonly string[], message: string): void {
  if (new Set(ids).size < ids.length) throw new DomainError("invalid_input", { field: "media" }, { message });
}

function refuseUnknown(what: string, wanted: readonly string[], found: readonly { readonly id: string }[]): void {
  const unknown = wanted.find((id) => !found.some((row) => row.id === id));
  if (unknown !== undefined) throw new DomainError("not_found", { [what]: unknown });
}
