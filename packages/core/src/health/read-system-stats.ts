import type { Services } from "#context.ts";

export interface SystemStats {
  readonly database: { readonly connections: number; readonly sizeBytes: number };
  /** Events that are committed and not yet relayed. */
  readonly outbox: { readonly pending: number; readonly oldestSeconds: number | null };
  /** Alive by their heartbeat. */
  readonly workers: number;
}

interface StatsRow {
  connections: number;
  sizeBytes: bigint;
  pending: number;
  oldestSeconds: number | null;
  workers: number;
}

/** How the database and what hangs on it stand. */
export async function readSystemStats({ db }: Pick<Services, "db">): Promise<SystemStats> {
  const [row] = await db.prisma.$queryRaw<StatsRow[]>`
    SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()) AS connections,
           pg_database_size(current_database()) AS "sizeBytes",
           (SELECT count(*)::int FROM outbox) AS pending,
           (SELECT extract(epoch FROM now() - min(occurred_at))::float8 FROM outbox) AS "oldestSeconds",
           (SELECT count(*)::int FROM job_workers WHERE heartbeat_at > now() - interval '30 seconds') AS workers`;
  if (!row) throw new Error("one row is always answered");
  const { connections, sizeBytes, pending, oldestSeconds, workers } = row;
  return { database: { connections, sizeBytes: Number(sizeBytes) }, outbox: { pending, oldestSeconds }, workers };
}
