import { fetchRequestHandler } from "@trpc/server/adapters/fetch";

import { liveProcedures } from "#live/open-live.ts";
import { appRouter } from "#root.ts";

import { passEdge, type EdgeOptions } from "./edge.ts";
import { readBody } from "./read-body.ts";
import { classOf } from "./route-class.ts";

const endpoint = "/api/trpc";
// As many as our own pages put into one; a request counts once, however much it asks for.
const maxBatchSize = 10;
const streams: ReadonlySet<string> = new Set(Object.values(liveProcedures));

/** Typed procedures, batched, and their subscriptions as SSE. */
export async function handleTrpc(options: EdgeOptions, request: Request): Promise<Response> {
  const asked = new URL(request.url).pathname.slice(endpoint.length + 1);
  const routeClass = streams.has(asked) ? null : classOf(asked.split(","), request.method);
  return passEdge(options, request, { route: endpoint, routeClass, authenticated: true }, async (passage) => {
    const { services, requestId } = passage;
    const response = await fetchRequestHandler({
      endpoint,
      req: await withReadBody(request),
      router: appRouter,
      allowBatching: true,
      maxBatchSize,
      createContext: () => passage,
      onError: ({ error, path }) => {
        if (error.code === "INTERNAL_SERVER_ERROR")
          services.log.error({ err: error, requestId, procedure: path }, "procedure_failed");
      },
    });
    return withHeaders(response, passage.reply);
  });
}

// tRPC would read a body without end.
async function withReadBody(request: Request): Promise<Request> {
  if (request.body === null) return request;
  const { method, headers, signal, url } = request;
  return new Request(url, { method, headers, signal, body: await readBody(request) });
}

function withHeaders(response: Response, reply: Headers): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of reply) headers.set(name, value);
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  return new Response(response.body, { status: response.status, headers });
}
