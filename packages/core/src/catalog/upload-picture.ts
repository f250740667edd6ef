import { createHash } from "node:crypto";

import sharp from "sharp";

import { newId, transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { mostPixels, readPicture } from "./read-picture.ts";

/** The largest file that is taken as a picture, in bytes. */
export const mostPictureBytes: number = 10 * 1024 * 1024;

/** A picture that is kept, and may be given to a product. */
export interface UploadedPicture {
  readonly mediaId: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

// A phone's photo is larger than any page shows it.
const longestSide = 2560;
const photoFormats = new Set(["jpeg", "png", "webp", "heif", "gif"]);

/**
 * Keeps a photo for the organization's products. What is kept is drawn anew from its pixels, so that nothing else that was in the
 * file, where it was taken for one, is ever published. The same file again is the same picture. One that no product has a day
 * later is removed by the nightly clean-up.
 *
 * @throws DomainError `payload_too_large`, `invalid_input` when the bytes are no photo that can be shown
 */
export async function uploadPicture(ctx: Ctx, { bytes }: { bytes: Uint8Array }): Promise<UploadedPicture> {
  if (bytes.byteLength > mostPictureBytes) throw new DomainError("payload_too_large", { mostBytes: mostPictureBytes });
  const { organizationId } = ctx;
  const sourceHash = createHash("sha256").update(bytes).digest();
  const select = { id: true, width: true, height: true };
  // As if it were new: a picture that no product has a day after its upload is removed.
  const [before] = await ctx.db.prisma.media.updateManyAndReturn({
    where: { organizationId, sourceHash },
    data: { createdAt: ctx.now() },
    select,
  });
  if (before) return present(before);
  const photo = await redraw(bytes);
  // Two uploads of one file at once: the first is kept, and both are told of it.
  const id = newId();
  await transact(ctx.db, async (tx) => {
    const data = [{ id, organizationId, sourceHash, ...photo, createdAt: ctx.now() }];
    const { count } = await tx.media.createMany({ data, skipDuplicates: true });
    const { width, height } = photo;
    const about = { subjectType: "media", subjectId: id, after: { width, height } } as const;
    if (count > 0) await recordAudit(tx, ctx, { action: "picture.uploaded", ...about });
  });
  const where = { organizationId_sourceHash: { organizationId, sourceHash } };
  return present(await ctx.db.prisma.media.findUniqueOrThrow({ where, select }));
}

async function redraw(bytes: Uint8Array) {
  const facts = await readPicture(bytes);
  if (facts === null || !photoFormats.has(facts.format)) throw noPhoto();
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels })
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 90 })
      .toBuffer({ resolveWithObject: true });
    return { original: new Uint8Array(data), contentType: "image/webp", width: info.width, height: info.height };
  } catch (error) {
    throw noPhoto(error); // its head was right and the rest was not
  }
}

function noPhoto(cause?: unknown): DomainError {
  const message = "This file is no photo that can be shown. JPEG, PNG, WebP, AVIF and GIF can.";
  return new DomainError("invalid_input", { field: "picture" }, { message, cause });
}

function present({ id, width, height }: { id: string; width: number; height: number }): UploadedPicture {
  return { mediaId: id, width, height };
}
