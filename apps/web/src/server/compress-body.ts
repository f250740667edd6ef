import type { IncomingMessage, ServerResponse } from "node:http";
import { createGzip } from "node:zlib";

const texts = /^(text\/(?!event-stream)|application\/(json|javascript|xml|manifest\+json)|image\/svg\+xml)/;

/** How a body is sent to whoever asks. */
export function bodyEncoding({ headers }: IncomingMessage): "gzip" | "identity" {
  const accepts = headers["accept-encoding"];
  return typeof accepts === "string" && /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepts) ? "gzip" : "identity";
}

/** Whether compressing makes what is about to be sent smaller, and nobody minds. */
export function isCompressible(response: ServerResponse): boolean {
  const { statusCode } = response;
  if (statusCode < 200 || statusCode === 204 || statusCode === 206 || statusCode === 304) return false;
  if (response.hasHeader("content-encoding") || response.hasHeader("content-range")) return false;
  if (String(response.getHeader("cache-control") ?? "").includes("no-transform")) return false;
  return texts.test(String(response.getHeader("content-type") ?? ""));
}

/**
 * Compresses a body piece by piece; each is on its way before the next is made, since a page that is rendered for somebody comes
 * that way. Its reader is not waited for: pages are small.
 */
export function packInPieces(response: ServerResponse) {
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  const gzip = createGzip();
  let flushing = false;
  gzip.on("data", (packed: Buffer) => void write(packed));
  gzip.on("end", () => void end());
  response.once("close", () => gzip.destroy());
  response.setHeader("content-encoding", "gzip");
  const etag = response.getHeader("etag");
  // The same text, other bytes.
  if (typeof etag === "string" && !etag.startsWith("W/")) response.setHeader("etag", `W/${etag}`);
  return {
    write(piece: Buffer): void {
      if (gzip.destroyed || piece.byteLength === 0) return;
      gzip.write(piece);
      if (flushing) return;
      flushing = true;
      setImmediate(() => {
        flushing = false;
        if (!gzip.destroyed && !gzip.writableEnded) gzip.flush();
      });
    },
    end: () => void gzip.end(),
  };
}
