import { runSql } from "@cartwright/db";

import type { Services } from "#context.ts";

export interface TokenRequest {
  /** Whose limit it is: `key:<id>`, `user:<id>`, `address:<ip>`. */
  readonly key: string;
  /** Tokens in a window. */
  readonly limit: number;
  /** Windows start at multiples of this since 1970, so that every process means the same one. */
  readonly windowMs: number;
}

export interface TokenAnswer {
  readonly allowed: boolean;
  readonly limit: number;
  /** At least so many are left in this window. */
  readonly remaining: number;
  /** Until the window ends. */
  readonly resetMs: number;
  /** 0 when allowed. */
  readonly retryAfterMs: number;
}

/**
 * Takes one of `limit` tokens of the present window. The count is one row in Postgres, so that it holds over all
 * processes; a key that is used up is then refused from memory. While the database is away, or does not answer within
 * half a second, each process counts alone, and asks it again every second.
 *
 * Limits of 1,000 and more are drawn in portions of half a percent: together the processes never let more through,
 * and may refuse that much early.
 */
export async function takeToken(
  services: Pick<Services, "db" | "now" | "log">,
  request: TokenRequest,
): Promise<TokenAnswer> {
  const limiter = limiterFor(services.db);
  for (;;) {
    const now = services.now().getTime();
    const share = limiter.share(request, now);
    if (share.left > 0) {
      share.left -= 1;
      return answer(request, share, now, true);
    }
    if (share.usedUp) return answer(request, share, now, false);
    share.waiting += 1;
    share.drawing ??= draw(services, request, share).finally(() => {
      share.drawing = null;
    });
    await share.drawing;
    share.waiting -= 1;
  }
}

/** Undoes a `takeToken` of the present window: what it was taken for turned out not to count. */
export async function giveBackToken({ db, now }: Pick<Services, "db" | "now">, request: TokenRequest): Promise<void> {
  const limiter = limiterFor(db);
  const share = limiter.share(request, now().getTime());
  share.usedUp = false;
  // Counted alone, it is given back alone.
  if (limiter.awayUntil > performance.now()) {
    share.seen = Math.max(0, share.seen - 1);
    return;
  }
  await db.prisma.$executeRaw`
    UPDATE rate_limits SET hits = hits - 1
    WHERE key = ${request.key} AND window_start = ${new Date(share.windowStart)} AND hits > 0`;
}

/** What this process holds of one key's window. */
interface Share {
  readonly windowStart: number;
  left: number;
  /** Counted so far by everybody, as last seen. */
  seen: number;
  usedUp: boolean;
  /** Callers that wait for `drawing`. */
  waiting: number;
  drawing: Promise<void> | null;
}

// Callers that come while a statement is under way are served together by the next one.
async function draw(services: Pick<Services, "db" | "log">, request: TokenRequest, share: Share): Promise<void> {
  const wanted = Math.max(1, share.waiting, request.limit >= 1_000 ? Math.floor(request.limit / 200) : 1);
  const away = limiterFor(services.db).awayUntil > performance.now();
  const counted = away ? share.seen + wanted : await countUp(services, request, share, wanted);
  share.seen = Math.min(counted, request.limit);
  share.left = Math.max(0, Math.min(wanted, request.limit - (counted - wanted)));
  share.usedUp = share.left === 0;
}

async function countUp(
  { db, log }: Pick<Services, "db" | "log">,
  { key }: TokenRequest,
  share: Share,
  wanted: number,
): Promise<number> {
  try {
    const windowStart = new Date(share.windowStart).toISOString();
    const counting = runSql(
      db,
      (sql) => sql.$queryRaw<{ hits: number }[]>`
      INSERT INTO rate_limits AS counted (key, window_start, hits) VALUES (${key}, ${windowStart}::timestamptz, ${wanted}::int)
      ON CONFLICT (key) DO UPDATE SET
        hits = CASE WHEN counted.window_start >= excluded.window_start THEN counted.hits ELSE 0 END + ${wanted}::int,
        window_start = greatest(counted.window_start, excluded.window_start)
      RETURNING hits`,
    );
    return (await inTime(counting))[0]?.hits ?? wanted;
  } catch (error) {
    limiterFor(db).awayUntil = performance.now() + askAgainMs;
    log.warn({ err: error }, "rate_limit_counted_in_memory");
    return share.seen + wanted;
  }
}

const answerMs = 500;
const askAgainMs = 1_000;

// A database that hangs would else hold every request for as long as it may wait for a connection.
async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`the database did not answer in ${answerMs} ms`)), answerMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function answer({ limit, windowMs }: TokenRequest, share: Share, now: number, allowed: boolean): TokenAnswer {
  const resetMs = Math.max(1, share.windowStart + windowMs - now);
  return { allowed, limit, remaining: limit - share.seen + share.left, resetMs, retryAfterMs: allowed ? 0 : resetMs };
}

const maxShares = 20_000;

class Limiter {
  /** By the process's clock; until then the database is not asked. */
  awayUntil = 0;
  readonly #shares = new Map<string, Share>();

  share({ key, windowMs }: TokenRequest, now: number): Share {
    const windowStart = now - (now % windowMs);
    const kept = this.#shares.get(key);
    if (kept && kept.windowStart === windowStart) return kept;
    const share: Share = { windowStart, left: 0, seen: 0, usedUp: false, waiting: 0, drawing: null };
    this.#shares.delete(key);
    this.#shares.set(key, share);
    // A Map keeps the order of insertion: the first is the oldest.
    if (this.#shares.size > maxShares) this.#shares.delete(this.#shares.keys().next().value ?? key);
    return share;
  }
}

const limiters = new WeakMap<object, Limiter>();

function limiterFor(db: object): Limiter {
  const limiter = limiters.get(db) ?? new Limiter();
  limiters.set(db, limiter);
  return limiter;
}
