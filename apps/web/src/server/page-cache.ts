import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";

/** Answers a request, as Next does. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface PageCacheOptions {
  /** How long a page is served without asking Next again. */
  readonly freshMs: number;
  /** How much older it may be while Next renders a new one. */
  readonly staleMs: number;
  readonly maxBytes: number;
  readonly now?: () => number;
}

interface Page {
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  readonly at: number;
  refreshing: boolean;
}

/**
 * Keeps the finished bytes of browsing pages, compressed, so that serving one costs no more than serving a file. Only pages
 * that Next itself keeps for everybody are kept here (200, `s-maxage`, no cookie), and only plain page loads: what the
 * client router fetches differs by its headers.
 */
export function withPageCache(
  handle: Handler,
  { freshMs, staleMs, maxBytes, now = Date.now }: PageCacheOptions,
): Handler {
  const pages = new Map<string, Page>();
  let bytes = 0;
  const drop = (key: string) => {
    bytes -= pages.get(key)?.body.byteLength ?? 0;
    pages.delete(key);
  };
  const keep = (key: string, page: Page) => {
    drop(key);
    pages.set(key, page);
    bytes += page.body.byteLength;
    for (const oldest of pages.keys()) {
      if (bytes <= maxBytes) break;
      drop(oldest);
    }
  };
  return async (request, response) => {
    const key = keyOf(request);
    if (key === null) return handle(request, response);
    const page = pages.get(key);
    const age = page === undefined ? Infinity : now() - page.at;
    if (page && (age < freshMs || (page.refreshing && age < freshMs + staleMs))) return send(page, response);
    // Who comes first after a page went stale waits for Next, which has an answer at hand; the others get the page.
    if (page) page.refreshing = true;
    record(response, (headers, body) => {
      if (isForEverybody(response, headers)) keep(key, { headers, body, at: now(), refreshing: false });
      else drop(key);
    });
    return handle(request, response);
  };
}

const browsing = /^\/(?:$|\?|search(?:$|\?)|(?:collections|products)\/[\w-]+(?:$|\?))/;
// What a client router or a conditional request sends: Next knows what to make of it.
const special = ["rsc", "next-router-prefetch", "next-router-state-tree", "if-none-match", "range", "authorization"];

function keyOf({ method, url = "", headers }: IncomingMessage): string | null {
  if (method !== "GET" || url.length > 500 || !browsing.test(url)) return null;
  if (special.some((name) => headers[name] !== undefined)) return null;
  const accepts = headers["accept-encoding"];
  const encoding = typeof accepts === "string" && accepts.includes("gzip") ? "gzip" : "plain";
  return `${encoding} ${headers.host ?? ""}${url}`;
}

function isForEverybody({ statusCode }: ServerResponse, headers: OutgoingHttpHeaders): boolean {
  const control = String(headers["cache-control"] ?? "");
  return statusCode === 200 && control.includes("s-maxage") && headers["set-cookie"] === undefined;
}

function send({ headers, body }: Page, response: ServerResponse): Promise<void> {
  // What this response has already, its request id for one, is its own.
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !response.hasHeader(name)) response.setHeader(name, value);
  }
  response.setHeader("content-length", body.byteLength);
  response.end(body);
  return Promise.resolve();
}

/** Listens to what is written, without holding it up. */
function record(response: ServerResponse, done: (headers: OutgoingHttpHeaders, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const own = new Set(response.getHeaderNames());
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  const note = (chunk: unknown) => {
    if (typeof chunk === "string") chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  response.write = (...args: unknown[]) => {
    note(args[0]);
    return Boolean(Reflect.apply(write, response, args));
  };
  response.end = (...args: unknown[]) => {
    note(args[0]);
    Reflect.apply(end, response, args);
    const { "transfer-encoding": _chunked, date: _date, connection: _connection, ...headers } = response.getHeaders();
    for (const name of own) delete headers[name];
    done(headers, Buffer.concat(chunks));
    return response;
  };
}
