import { isOfKind } from "./is-of-kind.ts";

/**
 * The other side, or our own count of its quota, says: not now. It is neither down nor refusing, so this does not count for
 * the circuit breaker; `status` makes it one of the errors that are tried again.
 */
export class RateLimitedError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isOfKind(value, { kind: RateLimitedError, name: "RateLimitedError", asked: this });
  }
  override readonly name = "RateLimitedError";
  readonly status = 429;
  /** How long to leave it alone; null when nobody said. */
  readonly retryAfterMs: number | null;

  constructor(message: string, options: { retryAfterMs?: number | null; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}
