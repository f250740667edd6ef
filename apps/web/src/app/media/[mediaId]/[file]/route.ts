import { z } from "zod";

import { readPicture } from "#server/media.ts";

const widths = ["160", "320", "480", "640", "960", "1280"] as const;
const address = z.object({
  mediaId: z.uuid(),
  file: z.templateLiteral([z.enum(widths), ".", z.enum(["avif", "webp"])]),
});

/** `/media/{mediaId}/{width}.{avif|webp}`: a picture, which never changes under its address. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ mediaId: string; file: string }> },
): Promise<Response> {
  const parsed = address.safeParse(await params);
  if (!parsed.success) return absent();
  const { mediaId, file } = parsed.data;
  const etag = `"${mediaId}-${file}"`;
  const headers = { "cache-control": "public, max-age=31536000, immutable", etag };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  const [width, format] = readFile(file);
  const picture = await readPicture({ mediaId, width, format });
  if (!picture) return absent();
  return new Response(picture.bytes, {
    headers: {
      ...headers,
      "content-type": picture.contentType,
      "content-length": String(picture.bytes.byteLength),
      "x-content-type-options": "nosniff",
    },
  });
}

const parts = z.tuple([z.coerce.number().pipe(z.literal([160, 320, 480, 640, 960, 1280])), z.enum(["avif", "webp"])]);

function readFile(file: string): z.infer<typeof parts> {
  return parts.parse(file.split("."));
}

function absent(): Response {
  return new Response("No such picture.\n", { status: 404, headers: { "cache-control": "public, max-age=60" } });
}
