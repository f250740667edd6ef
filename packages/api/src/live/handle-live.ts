import { z } from "zod";

import { DomainError } from "@cartwright/core";
import { liveStreams } from "@cartwright/core/live/stream-input";
import { toEventStream } from "@cartwright/core/live/to-event-stream";

import { invalidInput } from "#errors.ts";
import { passEdge, type EdgeOptions } from "#http/edge.ts";
import { refuseBrokenText } from "#refuse-broken-text.ts";

import { openLive } from "./open-live.ts";
import { carryLive } from "./send-live.ts";

const wish = z.object({
  pattern: z.string().max(60).optional(),
  lastEventId: z.string().max(40).optional(),
  orderId: z.uuid().optional(),
  accessToken: z.string().max(200).optional(),
});

/** `GET /api/v1/live/{stream}`: server-sent events, for many readers and any language. */
export async function handleLive(options: EdgeOptions, request: Request, name: string): Promise<Response> {
  const door = { route: "/api/v1/live/{stream}", routeClass: null, authenticated: true };
  return passEdge(options, request, door, async (passage) => {
    const stream = liveStreams.find((known) => known === name);
    if (stream === undefined) throw new DomainError("not_found", { stream: name });
    const live = await openLive(passage, { stream, ...readWish(request) });
    request.signal.addEventListener("abort", () => live.close(), { once: true });
    if (request.signal.aborted) live.close();
    return carryLive(new Response(toEventStream(live), { headers: streamHeaders(passage.reply) }), live);
  });
}

// A browser that reconnects sends the header; a first request that goes on from a page's state says it in the query.
function readWish(request: Request) {
  const parsed = wish.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) throw invalidInput(parsed.error);
  refuseBrokenText(parsed.data);
  const lastEventId = request.headers.get("last-event-id") ?? parsed.data.lastEventId;
  return { ...parsed.data, lastEventId };
}

// Every proxy on the way is asked not to collect or compress what must arrive at once.
function streamHeaders(reply: Headers): Headers {
  const headers = new Headers(reply);
  headers.set("content-type", "text/event-stream; charset=utf-8");
  headers.set("cache-control", "no-cache, no-transform");
  headers.set("x-accel-buffering", "no");
  headers.set("content-encoding", "none");
  return headers;
}
