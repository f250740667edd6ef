import { readRequestId } from "#http/request-id.ts";

import { buildDocument } from "./build-document.ts";

let kept: string | undefined;

/** The OpenAPI document, built on the first request. */
export function handleOpenapi(request: Request, { version }: { version: string }): Response {
  kept ??= JSON.stringify(buildDocument({ version }));
  return new Response(kept, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "public, max-age=300",
      "x-request-id": readRequestId(request.headers),
    },
  });
}
