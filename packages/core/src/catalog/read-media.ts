import sharp from "sharp";

import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";

import { mostPixels } from "./read-picture.ts";

/** The widths, in pixels, in which pages may ask for a picture. */
export const mediaWidths = [160, 320, 480, 640, 960, 1280] as const;

export type MediaWidth = (typeof mediaWidths)[number];
export type MediaFormat = "avif" | "webp";

/**
 * A picture in one width and format, rendered once and kept in the database, so that every process serves the same bytes.
 *
 * @throws DomainError `not_found`
 */
export async function readMedia(
  { db }: Pick<Services, "db">,
  { mediaId, width, format }: { mediaId: string; width: MediaWidth; format: MediaFormat },
): Promise<{ bytes: Uint8Array<ArrayBuffer>; contentType: string }> {
  const contentType = `image/${format}`;
  const kept = await db.prisma.mediaRendition.findUnique({
    where: { mediaId_width_format: { mediaId, width, format } },
  });
  if (kept) return { bytes: kept.bytes, contentType };
  const media = await db.prisma.media.findUnique({
    where: { id: mediaId },
    select: { original: true },
  });
  if (!media) throw new DomainError("not_found", { media: mediaId });
  const bytes = new Uint8Array(await renderMedia(media.original, { width, format }));
  // Two requests may render the same picture at once: the first is kept, both are right.
  await db.prisma.mediaRendition.createMany({
    data: [{ mediaId, width, format, bytes }],
    skipDuplicates: true,
  });
  return { bytes, contentType };
}

/** Scales an SVG or photo to `width` pixels and encodes it. Throws when the bytes are no picture. */
export async function renderMedia(
  original: Uint8Array,
  { width, format }: { width: number; format: MediaFormat },
): Promise<Uint8Array> {
  const scaled = sharp(original, { limitInputPixels: mostPixels })
    .rotate()
    .resize({ width, withoutEnlargement: false });
  return format === "avif"
    ? scaled.avif({ quality: 55, effort: 3 }).toBuffer()
    : scaled.webp({ quality: 78, effort: 3 }).toBuffer();
}
