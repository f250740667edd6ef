import { isTransientError } from "./is-transient-error.ts";

export interface RetryOptions {
  /** Tries in all, the first included. Default 3. */
  readonly maxAttempts?: number;
  /** What the waits grow from. Default 200. */
  readonly delayMs?: number;
  /** How the longest possible wait grows from one try to the next; the wait itself is drawn between zero and it. Default `exponential`. */
  readonly backoff?: "exponential" | "linear" | "constant";
  /** No wait of our own choice is longer. Default 30 seconds. What the other side asks for is bounded by the budget alone. */
  readonly maxDelayMs?: number;
  /** For all tries and waits together, 60 seconds by default. A wait that would end after it is not begun. */
  readonly budgetMs?: number;
  /** Whether trying again may help. Default `isTransientError`. */
  readonly isRetryable?: (error: unknown) => boolean;
  /** Told before each wait. */
  readonly onRetry?: (retry: Retry) => void;
  /** Ends everything at once, also a try or a wait that is under way. */
  readonly signal?: AbortSignal | undefined;
  /** Between 0 and 1; for tests. */
  readonly random?: () => number;
}

/** One try, as the function that is tried sees it. */
export interface Attempt {
  /** 1 for the first. */
  readonly attempt: number;
  /** Fires when the caller aborts, or the budget is spent. */
  readonly signal: AbortSignal;
}

/** A try that failed and is followed by another. */
export interface Retry {
  /** The try that failed; 1 for the first. */
  readonly attempt: number;
  readonly delayMs: number;
  readonly error: unknown;
}

/**
 * Tries until it works, and answers with the first success.
 *
 * The waits have full jitter, so that clients that failed together do not come back together. An error with a
 * `retryAfterMs` is not followed by a try before that. Throws the last error when no try is left, the error may not be
 * retried, or the budget does not reach to the next try; the signal's reason when the caller aborts; a `TimeoutError` when
 * the budget ends within the first try.
 */
export async function withRetry<T>(fn: (attempt: Attempt) => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const { maxAttempts = 3, budgetMs = 60_000, isRetryable = isTransientError, onRetry, signal: outer } = options;
  const ends = performance.now() + budgetMs;
  using scope = openScope(outer, budgetMs);
  let lastError: unknown;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await orAborted(() => fn({ attempt, signal: scope.signal }), scope.signal);
    } catch (error) {
      outer?.throwIfAborted();
      if (scope.signal.aborted) throw lastError ?? error;
      lastError = error;
      if (attempt >= maxAttempts || !isRetryable(error)) throw error;
      const delayMs = chooseDelay(error, attempt, options);
      if (performance.now() + delayMs >= ends) throw error;
      onRetry?.({ attempt, delayMs, error });
      await orAborted(() => sleep(delayMs, scope.signal), scope.signal);
    }
  }
}

interface RetryScope extends Disposable {
  readonly signal: AbortSignal;
}

// By hand rather than by AbortSignal.any: a process's own signal lives long, and nothing of a finished call stays on it.
function openScope(outer: AbortSignal | undefined, budgetMs: number): RetryScope {
  const ending = new AbortController();
  const abort = (): void => ending.abort(outer?.reason);
  if (outer?.aborted) abort();
  outer?.addEventListener("abort", abort, { once: true });
  const timer = setTimeout(() => {
    ending.abort(new DOMException(`not done within ${budgetMs} ms`, "TimeoutError"));
  }, budgetMs);
  return {
    signal: ending.signal,
    [Symbol.dispose]() {
      clearTimeout(timer);
      outer?.removeEventListener("abort", abort);
    },
  };
}

// Work that does not heed its signal is left behind.
async function orAborted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work(), aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function sleep(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  });
}

function chooseDelay(error: unknown, attempt: number, options: RetryOptions): number {
  const { delayMs = 200, backoff = "exponential", maxDelayMs = 30_000, random = Math.random } = options;
  const grown = { exponential: delayMs * 2 ** (attempt - 1), linear: delayMs * attempt, constant: delayMs }[backoff];
  // On top of what was asked for: whoever was told the same moment comes back apart.
  return retryAfterOf(error) + random() * Math.min(maxDelayMs, grown);
}

function retryAfterOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("retryAfterMs" in error)) return 0;
  return typeof error.retryAfterMs === "number" ? Math.max(0, error.retryAfterMs) : 0;
}
