import sharp from "sharp";

import type { Db } from "../client.ts";

// What product lists ask for first; all other sizes are rendered when somebody asks.
const sizes = [320, 640] as const;
const formats = ["avif", "webp"] as const;

/** Renders the first picture of every product in the sizes that lists show, two at a time; what exists is left alone. */
export async function renderPictures(db: Db, onProgress: (message: string) => void): Promise<void> {
  const wanted = await db.prisma.$queryRaw<{ id: string; original: Uint8Array }[]>`
    SELECT m.id, m.original FROM media m
    WHERE m.id IN (SELECT DISTINCT ON (product_id) media_id FROM product_media ORDER BY product_id, position)
      AND (SELECT count(*) FROM media_renditions r WHERE r.media_id = m.id) < ${sizes.length * formats.length}`;
  let done = 0;
  const queue = wanted.values();
  const work = async (): Promise<void> => {
    for (const { id, original } of queue) {
      await db.prisma.mediaRendition.createMany({ data: await renditions(id, original), skipDuplicates: true });
      done += 1;
      onProgress(`pictures ${done} of ${wanted.length}`);
    }
  };
  await Promise.all([work(), work()]);
}

async function renditions(mediaId: string, original: Uint8Array) {
  const rows: { mediaId: string; width: number; format: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
  for (const width of sizes) {
    const scaled = sharp(original).resize({ width });
    for (const format of formats) {
      const encoded =
        format === "avif"
          ? scaled.clone().avif({ quality: 55, effort: 2 })
          : scaled.clone().webp({ quality: 78, effort: 3 });
      rows.push({ mediaId, width, format, bytes: new Uint8Array(await encoded.toBuffer()) });
    }
  }
  return rows;
}
