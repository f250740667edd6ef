import { fetchRequestHandler } from "@trpc/server/adapters/fetch";

import { DomainError } from "@cartwright/core";

import { appRouter } from "#root.ts";

import { passEdge, type EdgeOptions } from "./edge.ts";
import { maxBodyBytes } from "./read-body.ts";

const endpoint = "/api/trpc";

/** Typed procedures, batched, and their subscriptions as SSE. */
export async function handleTrpc(options: EdgeOptions, request: Request): Promise<Response> {
  const limited = !new URL(request.url).pathname.startsWith(`${endpoint}/live.`);
  return passEdge(options, request, { route: endpoint, limited, authenticated: true }, async (passage) => {
    if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) throw new DomainError("payload_too_large");
    const { services, requestId } = passage;
    const response = await fetchRequestHandler({
      endpoint,
      req: request,
      router: appRouter,
      allowBatching: true,
      createContext: () => passage,
      onError: ({ error, path }) => {
        if (error.code === "INTERNAL_SERVER_ERROR")
          services.log.error({ err: error, requestId, procedure: path }, "procedure_failed");
      },
    });
    return withHeaders(response, passage.reply);
  });
}

function withHeaders(response: Response, reply: Headers): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of reply) headers.set(name, value);
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  return new Response(response.body, { status: response.status, headers });
}
