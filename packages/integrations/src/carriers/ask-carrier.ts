import { ProviderUnavailableError } from "../contracts/errors.ts";
import { readRetryAfter } from "../retry/index.ts";

/** An answer with its body, whatever its status. */
export interface CarrierAnswer {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

// A label is some 50 kB; what is larger than this is no answer to anything that we ask.
const mostBytes = 4 * 1024 * 1024;

/**
 * One request, body included. Throws `ProviderUnavailableError` for what may be better next time: no answer, one that broke off,
 * 408, 425, 429 and 5xx. Any other answer is the caller's to read.
 */
export async function askCarrier(name: string, url: URL, init: RequestInit): Promise<CarrierAnswer> {
  const response = await send(name, url, init);
  const { status, ok, headers } = response;
  const body = await readBody(name, response);
  if (status !== 408 && status !== 425 && status !== 429 && status < 500) return { status, ok, headers, body };
  throw new ProviderUnavailableError(`${name} answered ${status}: ${excerpt(body)}`, {
    retryAfterMs: readRetryAfter(headers),
    // Whoever says "too many" or "too early" has not looked at what was asked.
    maybeDone: status !== 429 && status !== 425,
  });
}

/** The beginning of a body, for a log line. */
export function excerpt(body: Uint8Array): string {
  return new TextDecoder().decode(body.subarray(0, 300)).replaceAll(/\s+/g, " ").trim();
}

async function send(name: string, url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new ProviderUnavailableError(`${name}: ${url.host} cannot be reached`, {
      cause,
      maybeDone: !neverLeft(cause),
    });
  }
}

async function readBody(name: string, response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const stream: AsyncIterable<Uint8Array> | null = response.body;
  let size = 0;
  try {
    for await (const part of stream ?? []) {
      parts.push(part);
      size += part.length;
      if (size > mostBytes) break;
    }
  } catch (cause) {
    throw new ProviderUnavailableError(`${name}: the answer broke off`, { cause });
  }
  if (size > mostBytes) throw new ProviderUnavailableError(`${name}: the answer is larger than ${mostBytes} bytes`);
  return Buffer.concat(parts);
}

const unsent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

function neverLeft(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, "code");
  if (typeof code === "string" && unsent.has(code)) return true;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverLeft);
  return neverLeft(error.cause);
}
