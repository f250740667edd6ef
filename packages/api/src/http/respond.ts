import type { ApiError } from "#errors.ts";

/** JSON with the headers that every answer of the API has. */
export function respondJson(status: number, body: string, headers: Headers = new Headers()): Response {
  headers.set("content-type", "application/json; charset=utf-8");
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  return new Response(body, { status, headers });
}

/** A refusal in the shape of the contract. */
export function respondError(error: ApiError, requestId: string, headers: Headers = new Headers()): Response {
  const { status, code, message, details } = error;
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="cartwright"');
  // The rest of the body was not read: this connection is of no more use.
  if (status === 413) headers.set("connection", "close");
  const retryAfterMs = details?.["retryAfterMs"];
  if (typeof retryAfterMs === "number") headers.set("retry-after", String(Math.ceil(retryAfterMs / 1000)));
  return respondJson(status, JSON.stringify({ error: { code, message, details, requestId } }), headers);
}
