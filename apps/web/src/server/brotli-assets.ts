import { readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

import { dataPolicy } from "./content-security.ts";
import type { Handler } from "./with-nonces.ts";

const compress = promisify(brotliCompress);

const types: Readonly<Record<string, string>> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
};

/**
 * Serves what a build made for browsers, scripts and styles, compressed by Brotli: a seventh less to load than by gzip, which
 * is all that Next does. Each file is compressed once, when it is first asked for; a build has a few megabytes of them.
 *
 * @param assets the build's folder that holds what is served under `/_next/`
 */
export function withBrotliAssets(handle: Handler, assets: string): Handler {
  const kept = new Map<string, Promise<Buffer | null>>();
  return async (request, response) => {
    const path = pathOf(request);
    if (path === null) return handle(request, response);
    // A name that no file has is not remembered: people can type as many as they like.
    const reading = kept.get(path) ?? readCompressed(join(assets, path));
    kept.set(path, reading);
    const body = await reading;
    if (body === null) {
      kept.delete(path);
      return handle(request, response);
    }
    response.writeHead(200, {
      "content-type": types[extname(path)],
      "content-encoding": "br",
      "content-length": body.byteLength,
      // Their names change with their contents.
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept-Encoding",
      "content-security-policy": dataPolicy,
    });
    response.end(body);
  };
}

const asset = /^\/_next\/(static\/(?:[\w~-][\w.~-]*\/)*[\w~-][\w.~-]*\.(?:js|css))$/;

// Requests for parts, and questions whether a copy is still good, are Next's.
function pathOf({ method, url = "", headers }: IncomingMessage): string | null {
  if (method !== "GET" || headers.range !== undefined || headers["if-none-match"] !== undefined) return null;
  if (!/\bbr\b/.test(String(headers["accept-encoding"] ?? ""))) return null;
  return asset.exec(url)?.[1] ?? null;
}

async function readCompressed(file: string): Promise<Buffer | null> {
  const plain = await readFile(file).catch(() => null);
  if (plain === null) return null;
  return compress(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength,
    },
  });
}
