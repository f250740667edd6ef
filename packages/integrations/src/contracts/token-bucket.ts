/** How many calls somebody allows us: `burst` at once, and so many more each second. */
export interface Quota {
  /** At least 1. */
  readonly burst: number;
  /** More than 0. */
  readonly perSecond: number;
}

/** Taken, or how long until one can be. */
export type Take = { readonly taken: true } | { readonly taken: false; readonly retryAfterMs: number };

/**
 * Counts calls against quotas, so that we do not ask what would be refused. A bucket belongs to its key, is full when it
 * is first used, and is the same for all processes that share what it is kept in.
 */
export interface TokenBucket {
  /** Takes one token, or says when there will be one. Two calls never get the same token. */
  take(key: string, quota: Quota): Promise<Take>;
  /** The other side has counted too: leaves at most so many tokens; never adds any. */
  leave(key: string, quota: Quota, tokens: number): Promise<void>;
  /** The other side wants to be left alone: no token before so many milliseconds from now, and then one. */
  pause(key: string, quota: Quota, ms: number): Promise<void>;
}
