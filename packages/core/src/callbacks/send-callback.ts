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
  /** Default 10 seconds, for everything from the name lookup to the end of the answer. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const mostResponseBytes = 16_384;

/** Sends one signed callback. Never throws: a failure is an answer too. Redirects are not followed. */
export async function sendCallback(callback: CallbackRequest, options: SendOptions): Promise<CallbackAnswer> {
  const { agent, now, timeoutMs = 10_000, signal } = options;
  const at = now();
  const start = performance.now();
  const requestHeaders = headersOf(callback, at);
  const timeout = AbortSignal.timeout(timeoutMs);
  const attempt = { at, requestHeaders, durationMs: 0 };
  try {
    const response = await request(callback.url, {
      method: "POST",
      dispatcher: agent,
      headers: requestHeaders,
      body: callback.body,
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    });
    const responseBody = await readStart(response.body);
    return {
      ...attempt,
      durationMs: elapsed(start),
      status: response.statusCode,
      errorCode: null,
      responseHeaders: flatten(response.headers),
      responseBody,
    };
  } catch (error) {
    return {
      ...attempt,
      durationMs: elapsed(start),
      status: null,
      errorCode: timeout.aborted ? "timeout" : codeOf(error),
      responseHeaders: null,
      responseBody: null,
    };
  }
}

function headersOf({ secrets, eventId, requestId, body, attempt }: CallbackRequest, at: Date): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1_000);
  return {
    "content-type": "application/json",
    "user-agent": "Cartwright-Callbacks/1",
    "webhook-id": eventId,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signCallback(secrets, { id: eventId, timestamp, body }),
    "x-event-id": eventId,
    "x-delivery-attempt": String(attempt),
    ...(requestId !== undefined && { "x-request-id": requestId }),
  };
}

// The status already tells the outcome; a body that never ends must not hold us.
async function readStart(body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= mostResponseBytes) break;
  }
  // Postgres text holds no NUL.
  return Buffer.concat(chunks).subarray(0, mostResponseBytes).toString("utf8").replaceAll("\0", "�");
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
