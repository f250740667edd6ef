import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

import {
  answerNode,
  handleAuditExport,
  handleLive,
  handleRest,
  handleTrpc,
  handleWebhook,
} from "@cartwright/api/server";

import { apiDoor } from "./api-door-place.ts";
import { dataPolicy } from "./content-security.ts";
import { edgeOptions } from "./edge.ts";
import { securityHeaders } from "./security-headers.ts";

const extra = {
  ...Object.fromEntries(securityHeaders.map(({ key, value }) => [key, value])),
  "Content-Security-Policy": dataPolicy,
};

/** Puts up the door through which the server answers the API without Next. */
export function openApiDoor(): void {
  apiDoor.open = (incoming, outgoing) => answer(incoming, outgoing);
}

// The same handlers as in the routes under `app/api`, which development and other servers of Next use.
function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const [path = ""] = (incoming.url ?? "").split("?");
  return answerNode((request) => dispatch(path, request), { incoming, outgoing, extra });
}

function dispatch(path: string, request: Request): Promise<Response> {
  const stream = /^\/api\/v1\/live\/([^/]+)$/.exec(path)?.[1];
  if (stream !== undefined) return handleLive(edgeOptions(), request, stream);
  if (path === "/api/v1/audit/export" && request.method === "GET") return handleAuditExport(edgeOptions(), request);
  const source = /^\/api\/webhooks\/([^/]+)$/.exec(path)?.[1];
  if (source !== undefined) return handleWebhook(edgeOptions(), request, source);
  return path.startsWith("/api/trpc/") ? handleTrpc(edgeOptions(), request) : handleRest(edgeOptions(), request);
}
