import type { ReceiptAnswer } from "#contracts/marketplace.ts";
import { RateLimitedError } from "#contracts/rate-limited-error.ts";

/** Of one receipt "too many" is an answer, whether it was theirs or our own count's. */
export async function orRateLimited(asking: Promise<ReceiptAnswer>): Promise<ReceiptAnswer> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof RateLimitedError) return { kind: "rate_limited", retryAfterMs: error.retryAfterMs };
    throw error;
  }
}
