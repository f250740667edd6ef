import type { IncomingMessage } from "node:http";

import { sendPage, type Handler, type PageHandler, type WholePage } from "./with-nonces.ts";

interface PageCacheOptions {
  /** How long a page is served without asking Next again. */
  readonly freshMs: number;
  /** How much older it may be while Next renders a new one. */
  readonly staleMs: number;
  readonly maxBytes: number;
  readonly now?: () => number;
}

interface KeptPage {
  readonly page: WholePage;
  readonly at: number;
  refreshing: boolean;
}

/**
 * Keeps browsing pages as templates, compressed, so that serving one costs no more than writing a nonce into it. Only pages that Next
 * itself keeps for everybody are kept here (200, `s-maxage`, no cookie), and only plain page loads: what the client router
 * fetches differs by its headers.
 */
export function withPageCache(
  handle: PageHandler,
  { freshMs, staleMs, maxBytes, now = Date.now }: PageCacheOptions,
): Handler {
  const pages = new Map<string, KeptPage>();
  let bytes = 0;
  const drop = (key: string) => {
    bytes -= pages.get(key)?.page.template.bytes ?? 0;
    pages.delete(key);
  };
  const keep = (key: string, page: WholePage) => {
    drop(key);
    pages.set(key, { page, at: now(), refreshing: false });
    bytes += page.template.bytes;
    for (const oldest of pages.keys()) {
      if (bytes <= maxBytes) break;
      drop(oldest);
    }
  };
  return async (request, response) => {
    const key = keyOf(request);
    if (key === null) return handle(request, response);
    const kept = pages.get(key);
    const age = kept === undefined ? Infinity : now() - kept.at;
    if (kept && (age < freshMs || (kept.refreshing && age < freshMs + staleMs))) {
      return sendPage(request, response, kept.page);
    }
    // Who comes first after a page went stale waits for Next, which has an answer at hand; the others get the page.
    if (kept) kept.refreshing = true;
    const own = new Set(response.getHeaderNames());
    let told = false;
    await handle(request, response, (page) => {
      told = isForEverybody(page);
      if (told) keep(key, withoutOwn(page, own));
    });
    if (!told) drop(key);
  };
}

const browsing = /^\/(?:$|\?|search(?:$|\?)|(?:collections|products)\/[\w-]+(?:$|\?))/;
// What a client router or a conditional request sends: Next knows what to make of it.
const special = ["rsc", "next-router-prefetch", "next-router-state-tree", "if-none-match", "range", "authorization"];

function keyOf({ method, url = "", headers }: IncomingMessage): string | null {
  if (method !== "GET" || url.length > 500 || !browsing.test(url)) return null;
  if (special.some((name) => headers[name] !== undefined)) return null;
  return `${headers.host ?? ""}${url}`;
}

function isForEverybody({ status, headers }: WholePage): boolean {
  const control = String(headers["cache-control"] ?? "");
  return status === 200 && control.includes("s-maxage") && headers["set-cookie"] === undefined;
}

// What a response had before it was rendered is its own, and what a connection needs is another's next time.
function withoutOwn(page: WholePage, own: ReadonlySet<string>): WholePage {
  const passing = new Set([...own, "transfer-encoding", "date", "connection"]);
  return { ...page, headers: Object.fromEntries(Object.entries(page.headers).filter(([name]) => !passing.has(name))) };
}
