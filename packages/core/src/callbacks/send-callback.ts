import type { IncomingHttpHeaders } from "node:http";

import { request, type Agent } from "undici";

import { signCallback } from "./sign-callback.ts";

export interface CallbackRequest {
  readonly url: string;
  readonly secrets: readonly string[];
  readonly eventId: string;
  readonly requestId: string | undefined;
  readonly body: string;
  /** From 1. */
  readonly attempt: number;
}

/** What came of one attempt, as it is logged. */
export interface CallbackAnswer {
  readonly at: Date;
  readonly durationMs: number;
  readonly status: number | null;
  /** Why there was no answer: `timeout`, `private_address`, `ECONNREFUSED`, … */
  readonly errorCode: string | null;
  readonly requestHeaders: Record<string, string>;
  readonly responseHeaders: Record<string, string> | null;
  readonly responseBody: string | null;
}

export interface SendOptions {
  readonly agent: Agent;
  readonly now: () => Date;
  /** From the name lookup to the status. Default 10 seconds. */
  readonly headersTimeoutMs?: number | undefined;
  /** For everything; the rest of a body that takes longer is not waited for. Default 15 seconds. */
  readonly totalTimeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const mostResponseBytes = 16_384;

/**
 * Sends one signed callback. Never throws: a failure is an answer too. Redirects are not followed, nothing is unpacked, and
 * a status that came in time is the outcome, however the body goes on.
 */
export async function sendCallback(callback: CallbackRequest, options: SendOptions): Promise<CallbackAnswer> {
  const { agent, now, headersTimeoutMs = 10_000, totalTimeoutMs = 15_000 } = options;
  const at = now();
  const start = performance.now();
  const requestHeaders = headersOf(callback, at);
  const limits = limitTime(headersTimeoutMs, options.signal);
  try {
    const response = await request(callback.url, {
      method: "POST",
      dispatcher: agent,
      headers: requestHeaders,
      body: callback.body,
      signal: limits.signal,
    });
    limits.restart(totalTimeoutMs - (performance.now() - start));
    const responseHeaders = flatten(response.headers);
    const responseBody = await readStart(response.body, responseHeaders["content-encoding"]);
    const { statusCode: status } = response;
    return { at, requestHeaders, durationMs: elapsed(start), status, errorCode: null, responseHeaders, responseBody };
  } catch (error) {
    const errorCode = limits.timedOut ? "timeout" : options.signal?.aborted === true ? "aborted" : codeOf(error);
    return { at, requestHeaders, durationMs: elapsed(start), status: null, errorCode, ...noResponse };
  } finally {
    limits.end();
  }
}

const noResponse = { responseHeaders: null, responseBody: null };

interface TimeLimit {
  readonly signal: AbortSignal;
  readonly timedOut: boolean;
  /** From now on there is so much time. */
  restart(ms: number): void;
  end(): void;
}

function limitTime(ms: number, outer: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  let timedOut = false;
  const timeOut = (): void => {
    timedOut = true;
    abort();
  };
  let timer = setTimeout(timeOut, ms);
  if (outer?.aborted === true) abort();
  outer?.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    get timedOut() {
      return timedOut;
    },
    restart(restMs) {
      clearTimeout(timer);
      timer = setTimeout(timeOut, Math.max(0, restMs));
    },
    end() {
      clearTimeout(timer);
      outer?.removeEventListener("abort", abort);
    },
  };
}

function headersOf({ secrets, eventId, requestId, body, attempt }: CallbackRequest, at: Date): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1_000);
  return {
    "content-type": "application/json",
    "accept-encoding": "identity",
    "user-agent": "Cartwright-Callbacks/1",
    "webhook-id": eventId,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signCallback(secrets, { id: eventId, timestamp, body }),
    "x-event-id": eventId,
    "x-delivery-attempt": String(attempt),
    ...(requestId !== undefined && { "x-request-id": requestId }),
  };
}

type ResponseBody = Awaited<ReturnType<typeof request>>["body"];

// What is packed is not unpacked: a kilobyte of it may be a gigabyte.
async function readStart(body: ResponseBody, encoding: string | undefined): Promise<string> {
  if (encoding !== undefined && encoding !== "identity") {
    // It is destroyed before its end, which it would complain of.
    body.on("error", () => undefined).destroy();
    return `(${encoding}, not unpacked)`;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= mostResponseBytes) break;
    }
  } catch {
    // It broke off or ran out of time after the status had come: what there is of it is kept.
  }
  return toText(Buffer.concat(chunks));
}

// Bytes that are no text grow when they are decoded: cut before and after. Postgres text holds no NUL.
function toText(bytes: Buffer): string {
  const text = startOf(bytes).replaceAll("\0", "?");
  return Buffer.byteLength(text) > mostResponseBytes ? startOf(Buffer.from(text)) : text;
}

// A character that was cut in two is left out.
function startOf(bytes: Buffer): string {
  return new TextDecoder().decode(bytes.subarray(0, mostResponseBytes), { stream: bytes.length > mostResponseBytes });
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

function codeOf(error: unknown): string {
  if (error instanceof Error && error.name === "AbortError") return "aborted";
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.name : "unknown";
}

function elapsed(start: number): number {
  return Math.round(performance.now() - start);
}
