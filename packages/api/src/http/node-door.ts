import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

import { liveOf, sendLive } from "#live/send-live.ts";

import { sendBody } from "./send-body.ts";

/** Any of our doors: takes a web request, gives a web answer. */
export type FetchHandler = (request: Request) => Promise<Response>;

/**
 * Answers a request of Node's server with a fetch handler. Streams are written as they come; other bodies go out whole and,
 * when the caller takes it, compressed. `extra` headers are on every answer.
 */
export async function answerNode(
  handle: FetchHandler,
  { incoming, outgoing, extra }: { incoming: IncomingMessage; outgoing: ServerResponse; extra?: OutgoingHttpHeaders },
): Promise<void> {
  const response = await handle(toRequest(incoming, whenGone(incoming, outgoing)));
  const headers = { ...extra, ...Object.fromEntries(response.headers) };
  const live = liveOf(response);
  if (live !== undefined) {
    outgoing.writeHead(response.status, headers);
    await sendLive(live, outgoing);
  } else if (isStream(response) && response.body !== null) {
    outgoing.writeHead(response.status, headers);
    // A reader that leaves is no failure of ours.
    await pipeline(chunksOf(response.body), outgoing).catch(() => outgoing.destroy());
  } else await sendBody(response, headers, { incoming, outgoing });
}

// Only who asks for a stream may leave in the middle of something worth stopping; the rest is over before anybody notices.
function whenGone({ headers }: IncomingMessage, outgoing: ServerResponse): AbortSignal | null {
  if (headers.accept?.includes("text/event-stream") !== true) return null;
  const gone = new AbortController();
  outgoing.on("close", () => gone.abort());
  return gone.signal;
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal | null): Request {
  const { method = "GET" } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !name.startsWith(":"))
      headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const url = `http://${incoming.headers.host ?? "localhost"}${incoming.url ?? "/"}`;
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? { body: streamOf(incoming), duplex: "half" as const } : {};
  return new Request(url, { method, headers, signal, ...body });
}

// Made by hand in both directions: the stream types of Node and of browsers, which the web app compiles with, do not meet.
function streamOf(incoming: AsyncIterable<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = incoming[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const chunk = await chunks.next();
      if (chunk.done === true) controller.close();
      else controller.enqueue(chunk.value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

function isStream({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith("text/event-stream") === true;
}
