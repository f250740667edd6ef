import { isTransientError, isTransientStatus } from "./is-transient-error.ts";
import { readRetryAfter } from "./read-retry-after.ts";
import { type RetryOptions, withRetry } from "./with-retry.ts";

/** A `fetch`, ours or another's. */
export type FetchLike = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface RetryFetchOptions extends Omit<RetryOptions, "signal" | "isRetryable"> {
  /** What sends; default the global `fetch`. */
  readonly fetch?: FetchLike;
}

/**
 * A `fetch` that tries again where that is safe and may help.
 *
 * Safe are GET, HEAD, OPTIONS, PUT and DELETE, and whatever carries an `Idempotency-Key`, unless the body is a stream, which
 * can be sent once. A try has failed when nobody answered, or with 408, 425, 429 or 5xx. `Retry-After` is honoured as far
 * as the budget reaches. As with `fetch`, a response is an answer whatever its status: when no try is left, the last one is
 * returned unread. The budget ends when the response's head is here; the body is up to the caller and the caller's signal.
 */
export function createRetryFetch({ fetch: send = fetch, ...retry }: RetryFetchOptions = {}): FetchLike {
  return async (input, init = {}) => {
    if (!mayRepeat(input, init)) return send(input, init);
    const outer = init.signal ?? (input instanceof Request ? input.signal : undefined);
    try {
      return await withRetry(({ signal }) => sendOnce(send, { input, init, outer, signal }), {
        ...retry,
        signal: outer,
        isRetryable: (error) => error instanceof FailedTry || isTransientError(error),
        onRetry(failed) {
          if (failed.error instanceof FailedTry) failed.error.discard();
          retry.onRetry?.(failed);
        },
      });
    } catch (error) {
      if (error instanceof FailedTry) return error.response;
      throw error;
    }
  };
}

/** An answer that another try may better. */
class FailedTry extends Error {
  readonly retryAfterMs: number | null;
  readonly response: Response;

  constructor(response: Response) {
    super(`answered with ${response.status}`);
    this.response = response;
    this.retryAfterMs = readRetryAfter(response.headers);
  }

  /** A body that nobody reads would hold its connection. */
  discard(): void {
    this.response.body?.cancel().catch(() => undefined);
  }
}

interface OneTry {
  readonly input: string | URL | Request;
  readonly init: RequestInit;
  readonly outer: AbortSignal | undefined;
  readonly signal: AbortSignal;
}

async function sendOnce(send: FetchLike, { input, init, outer, signal }: OneTry): Promise<Response> {
  // The caller's own signal as well: it still holds while the body is read, when the tries are over.
  const either = outer ? AbortSignal.any([outer, signal]) : signal;
  const response = await send(input, { ...init, signal: either });
  if (isTransientStatus(response.status)) throw new FailedTry(response);
  return response;
}

const repeatableMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]);

function mayRepeat(input: string | URL | Request, init: RequestInit): boolean {
  const request = input instanceof Request ? input : undefined;
  const method = (init.method ?? request?.method ?? "GET").toUpperCase();
  const headers = new Headers(init.headers ?? request?.headers);
  if (!repeatableMethods.has(method) && !headers.has("idempotency-key")) return false;
  // A Request shows every body as a stream.
  return init.body === undefined || init.body === null ? (request?.body ?? null) === null : !isStream(init.body);
}

function isStream(body: NonNullable<RequestInit["body"]>): boolean {
  return typeof body === "object" && Symbol.asyncIterator in body;
}
