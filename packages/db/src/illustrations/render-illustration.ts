import sharp from "sharp";

interface RenderSize {
  /** In pixels; the height follows from the drawing's own proportions. */
  readonly width: number;
  readonly format: "avif" | "webp";
}

/** Renders an SVG drawing to pixels at `width`. Rejects when the SVG is not well-formed. */
export async function renderIllustration(svg: string, { width, format }: RenderSize): Promise<Buffer> {
  const image = sharp(Buffer.from(svg)).resize({ width });
  return format === "avif" ? image.avif({ quality: 62, effort: 3 }).toBuffer() : image.webp({ quality: 84 }).toBuffer();
}
