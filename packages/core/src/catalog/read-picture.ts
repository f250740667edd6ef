import sharp from "sharp";

/** What a picture's own bytes say of it, as it is seen: turned the way its camera noted. */
export interface PictureFacts {
  /** Sharp's name of it: `jpeg`, `png`, `webp`, `heif` (AVIF too), `gif`, `svg`. */
  readonly format: string;
  readonly width: number;
  readonly height: number;
}

/** The most pixels that a picture may have, here and wherever one is rendered: a small file can unpack to gigabytes. */
export const mostPixels = 100_000_000;

/** Reads a picture's head; null when the bytes are no picture, or one with too many pixels. */
export async function readPicture(bytes: Uint8Array): Promise<PictureFacts | null> {
  try {
    const { width, height, format, orientation = 1 } = await sharp(bytes, { limitInputPixels: mostPixels }).metadata();
    const turned = orientation >= 5;
    return { format, width: turned ? height : width, height: turned ? width : height };
  } catch {
    // Whatever sharp says of bytes that are no picture, people are told in our words.
    return null;
  }
}
