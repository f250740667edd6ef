import { runSql } from "@cartwright/db";
import type { Quota, TokenBucket } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";

/**
 * Counts calls against vendors' quotas for all processes together: a row a key, a statement a token. Time is the database's, so
 * that clocks which differ cannot make more of a quota. Throws while the database is away: a call that nobody counts is not made.
 */
export function createRateBuckets({ db }: Pick<Services, "db">): TokenBucket {
  return {
    async take(key, quota) {
      if (await takeOne(db, key, quota)) return { taken: true };
      return { taken: false, retryAfterMs: await msUntilOne(db, key, quota) };
    },
    leave: (key, quota, tokens) => leaveAtMost(db, { key, quota, tokens, pauseMs: 0 }),
    pause: (key, quota, ms) => leaveAtMost(db, { key, quota, tokens: 1, pauseMs: ms }),
  };
}

/** Whoever comes second waits for the row, and finds what the first one left. A row that was counted in the future is paused. */
async function takeOne(db: Services["db"], key: string, { burst, perSecond }: Quota): Promise<boolean> {
  const rows = await runSql(
    db,
    (sql) => sql.$queryRaw<{ tokens: number }[]>`
      INSERT INTO rate_buckets AS held (key, tokens, counted_at) VALUES (${key}, ${burst}::float8 - 1, clock_timestamp())
      ON CONFLICT (key) DO UPDATE SET
        tokens = least(${burst}::float8, held.tokens + ${perSecond}::float8
          * extract(epoch FROM clock_timestamp() - held.counted_at)::float8) - 1,
        counted_at = clock_timestamp()
      WHERE held.counted_at <= clock_timestamp()
        AND least(${burst}::float8, held.tokens + ${perSecond}::float8
          * extract(epoch FROM clock_timestamp() - held.counted_at)::float8) >= 1
      RETURNING tokens`,
  );
  return rows.length > 0;
}

async function msUntilOne(db: Services["db"], key: string, { perSecond }: Quota): Promise<number> {
  const rows = await runSql(
    db,
    (sql) => sql.$queryRaw<{ ms: number }[]>`
      SELECT 1000 * (greatest(0, 1 - tokens) / ${perSecond}::float8
        - extract(epoch FROM clock_timestamp() - counted_at)::float8) AS ms
      FROM rate_buckets WHERE key = ${key}`,
  );
  // A token may have come back since it was refused.
  return Math.max(1, Math.ceil(rows[0]?.ms ?? 1));
}

interface Left {
  readonly key: string;
  readonly quota: Quota;
  readonly tokens: number;
  readonly pauseMs: number;
}

/** A pause makes room for one token at its end, also in a bucket that was empty. */
async function leaveAtMost(
  db: Services["db"],
  { key, quota: { burst, perSecond }, tokens, pauseMs }: Left,
): Promise<void> {
  await runSql(
    db,
    (sql) => sql.$queryRaw`
      INSERT INTO rate_buckets AS held (key, tokens, counted_at)
      VALUES (${key}, least(${burst}::float8, ${tokens}::float8), clock_timestamp() + ${pauseMs}::float8 * interval '1 millisecond')
      ON CONFLICT (key) DO UPDATE SET
        tokens = CASE WHEN ${pauseMs}::float8 > 0 THEN ${tokens}::float8
          ELSE least(${tokens}::float8, ${burst}::float8, held.tokens + ${perSecond}::float8
            * greatest(0, extract(epoch FROM clock_timestamp() - held.counted_at)::float8)) END,
        counted_at = greatest(held.counted_at, clock_timestamp() + ${pauseMs}::float8 * interval '1 millisecond')`,
  );
}
