import { ProviderUnavailableError } from "../contracts/errors.ts";
import { ShopifyRefusedError } from "../contracts/shopify-errors.ts";
import type { ShopifyDownloadOptions, ShopifyLine } from "../contracts/shopify.ts";
import type { Guard } from "../resilience/index.ts";
import { isTransientError, withRetry } from "../retry/index.ts";
import { errorOf } from "./send-request.ts";
import { splitLines } from "./split-lines.ts";

interface Download extends ShopifyDownloadOptions {
  readonly url: string;
  readonly apiBase: string | undefined;
  readonly guard: Guard;
}

/** Times in a row that nothing came before a download is given up on. */
const mostBreaks = 5;

/** See `ShopifyShop.downloadLines`. */
export async function* downloadLines(download: Download): AsyncGenerator<ShopifyLine> {
  refuseForeign(download);
  let at = download.fromByte ?? 0;
  let breaks = 0;
  while (!isWhole(download, at)) {
    try {
      for await (const line of linesFrom(download, at)) {
        at = line.endByte;
        breaks = 0;
        yield line;
      }
      if (download.fileSize === null || isWhole(download, at)) return;
      throw new ProviderUnavailableError("Shopify's file ended before its end");
    } catch (error) {
      download.signal.throwIfAborted();
      breaks += 1;
      if (breaks >= mostBreaks || !isTransientError(error)) throw error;
    }
  }
}

function isWhole({ fileSize }: Download, at: number): boolean {
  return fileSize !== null && BigInt(at) >= fileSize;
}

/** The lines from a byte on, until the connection ends: only whole ones, so that a break is taken up at a line's beginning. */
async function* linesFrom(download: Download, from: number): AsyncGenerator<ShopifyLine> {
  const { body, at } = await open(download, from);
  yield* splitLines(body, { at, from, fileSize: download.fileSize });
}

interface OpenFile {
  readonly body: AsyncIterable<Uint8Array>;
  /** The byte that the body begins with: not the one that was asked for where the server knows no ranges. */
  readonly at: number;
}

// The address is signed, so that no token is sent along.
function open({ url, guard, signal }: Download, from: number): Promise<OpenFile> {
  const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
  const ask = async (limited: AbortSignal): Promise<OpenFile> => {
    const response = await untilHead(limited, (late) =>
      fetch(url, { headers, redirect: "error", signal: AbortSignal.any([signal, late]) }),
    ).catch((cause: unknown) => {
      throw new ProviderUnavailableError("Shopify's file could not be reached", { cause });
    });
    if (!response.ok) throw errorOf(response, await response.text());
    if (response.body === null) throw new ProviderUnavailableError("Shopify's file came without a body");
    return { body: response.body, at: response.status === 206 ? from : 0 };
  };
  return withRetry(() => guard.run(ask, signal), { maxAttempts: 4, delayMs: 300, signal });
}

// The time limit is for the file to begin to come; how long it takes to come whole is nothing that a limit could know.
async function untilHead<T>(limited: AbortSignal, send: (late: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const end = (): void => late.abort(limited.reason);
  limited.addEventListener("abort", end, { once: true });
  try {
    return await send(late.signal);
  } finally {
    limited.removeEventListener("abort", end);
  }
}

function refuseForeign({ url, apiBase }: Download): void {
  const { protocol, origin } = new URL(url);
  if (protocol === "https:" || (apiBase !== undefined && origin === new URL(apiBase).origin)) return;
  throw new ShopifyRefusedError("Shopify named a file that is not behind https", {
    reason: "bad_request",
    code: "URL",
  });
}
