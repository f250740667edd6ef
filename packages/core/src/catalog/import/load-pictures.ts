import { createHash } from "node:crypto";

import { readPicture } from "../read-picture.ts";
import type { ImageSource } from "./open-images.ts";
import type { ProductDraft, RowError } from "./product-draft.ts";

export interface Picture {
  readonly hash: Buffer<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

export interface Pictures {
  /** The product's pictures in their order. */
  readonly files: readonly Picture[];
  /** By SKU. */
  readonly ofVariant: ReadonlyMap<string, Picture>;
  readonly missing: number;
}

/** Reads and checks the pictures that a draft names; what is no picture is an error of the row, what is not there is counted. */
export async function loadPictures(
  draft: ProductDraft,
  images: ImageSource,
  fail: (error: RowError) => void,
): Promise<Pictures> {
  const files: Picture[] = [];
  const ofVariant = new Map<string, Picture>();
  let missing = 0;
  const load = async (file: string, alt: string, row: number): Promise<Picture | null> => {
    const bytes = await images.read(file);
    if (!bytes) {
      missing += 1;
      return null;
    }
    const picture = await describe(bytes, alt);
    if (!picture) fail({ row, column: "image", reason: `${file} is no picture that can be shown` });
    return picture;
  };
  for (const { file, alt } of draft.images) {
    const picture = await load(file, alt ?? draft.title, draft.row);
    if (picture && !files.some(({ hash }) => hash.equals(picture.hash))) files.push(picture);
  }
  for (const { sku, image, row, options } of draft.variants) {
    const picture =
      image === null ? null : await load(image, `${draft.title}, ${Object.values(options).join(" / ")}`, row);
    if (picture) ofVariant.set(sku, picture);
  }
  return { files, ofVariant, missing };
}

async function describe(read: Uint8Array, alt: string): Promise<Picture | null> {
  const bytes = new Uint8Array(read);
  const facts = await readPicture(bytes);
  if (facts === null) return null;
  const { format, width, height } = facts;
  const hash = createHash("sha256").update(bytes).digest();
  return { hash, bytes, contentType: `image/${format}`, width, height, alt };
}
