import { ProviderUnavailableError } from "#contracts/errors.ts";
import { RateLimitedError } from "#contracts/rate-limited-error.ts";

/** Of quantities "too many calls" is one more reason to come back later; every other error stays what it is. */
export function asUnavailable(error: unknown): never {
  if (!(error instanceof RateLimitedError)) throw error;
  throw new ProviderUnavailableError(error.message, { cause: error, retryAfterMs: error.retryAfterMs });
}
