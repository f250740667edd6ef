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
    leave: (key, quota, tokens) => leaveAtMost(db, key, quota, tokens),
    // So many below one that the next comes back when the pause is over.
    pause: (key, quota, ms) => leaveAtMost(db, key, quota, 1 - (ms / 1_000) * quota.perSecond),
  };
}

/** Whoever comes second waits for the row, and finds what the first one left. */
async function takeOne(db: Services["db"], key: string, { burst, perSecond }: Quota): Promise<boolean> {
  const rows = await runSql(
    db,
    (sql) => sql.$queryRaw<{ tokens: number }[]>`
      INSERT INTO rate_buckets AS held (key, tokens, counted_at) VALUES (${key}, ${burst}::float8 - 1, clock_timestamp())
      ON CONFLICT (key) DO UPDATE SET
        tokens = least(${burst}::float8, held.tokens + ${perSecond}::float8
          * greatest(0, extract(epoch FROM clock_timestamp() - held.counted_at)::float8)) - 1,
        counted_at = clock_timestamp()
      WHERE least(${burst}::float8, held.tokens + ${perSecond}::float8
        * greatest(0, extract(epoch FROM clock_timestamp() - held.counted_at)::float8)) >= 1
      RETURNING tokens`,
  );
  return rows.length > 0;
}

async function msUntilOne(db: Services["db"], key: string, { perSecond }: Quota): Promise<number> {
  const rows = await runSql(
    db,
    (sql) => sql.$queryRaw<{ ms: number }[]>`
      SELECT 1000 * ((1 - tokens) / ${perSecond}::float8
        - extract(epoch FROM clock_timestamp() - counted_at)::float8) AS ms
      FROM rate_buckets WHERE key = ${key}`,
  );
  // A token may have come back since it was refused.
  return Math.max(1, Math.ceil(rows[0]?.ms ?? 1));
}

async function leaveAtMost(
  db: Services["db"],
  key: string,
  { burst, perSecond }: Quota,
  tokens: number,
): Promise<void> {
  await runSql(
    db,
    (sql) => sql.$executeRaw`
      INSERT INTO rate_buckets AS held (key, tokens, counted_at)
      VALUES (${key}, least(${burst}::float8, ${tokens}::float8), clock_timestamp())
      ON CONFLICT (key) DO UPDATE SET
        tokens = least(${tokens}::float8, ${burst}::float8, held.tokens + ${perSecond}::float8
          * greatest(0, extract(epoch FROM clock_timestamp() - held.counted_at)::float8)),
        counted_at = clock_timestamp()`,
  );
}
