import type { IncomingMessage, ServerResponse } from "node:http";

const name = Symbol.for("cartwright.api-door");

interface ApiDoor {
  /** Missing until Next has loaded what answers. */
  open?: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;
}

/**
 * Where the server finds what answers the API. The server runs as it is written, while the API is bundled by Next and lives
 * with the services that the pages use: they meet in the global object.
 */
export const apiDoor: ApiDoor = (held()[name] ??= {});

const methods = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

/** Whether a request is for the API itself, of which Next need not know. */
export function isForApi({ method, url }: Pick<IncomingMessage, "method" | "url">): boolean {
  if (!methods.has(method ?? "") || url === undefined || url.startsWith("/api/v1/openapi.json")) return false;
  return url.startsWith("/api/v1/") || url.startsWith("/api/trpc/") || url.startsWith("/api/webhooks/");
}

function held(): Record<symbol, ApiDoor | undefined> {
  return globalThis;
}
