import type { Services } from "#context.ts";
import type { LiveCounts } from "#live/live-counts.ts";
import { liveStreams, noStreams } from "#live/stream-input.ts";

import { listOutsideServices, type OutsideServiceState } from "./list-outside-services.ts";
import { listProcesses, type ProcessState } from "./list-processes.ts";

export interface SystemStats {
  readonly database: { readonly connections: number; readonly sizeBytes: number };
  /** Events that are committed and not yet relayed: `oldestSeconds` is how far the relay lags behind. */
  readonly outbox: { readonly pending: number; readonly oldestSeconds: number | null };
  /** Those that could run now, that run, and whose time is yet to come. */
  readonly jobs: {
    readonly due: number;
    readonly running: number;
    readonly later: number;
    readonly oldestDueSeconds: number | null;
  };
  /** Alive by their heartbeat. */
  readonly workers: number;
  readonly processes: readonly ProcessState[];
  readonly total: ProcessTotal;
  readonly breakers: readonly OutsideServiceState[];
}

/** All processes together; of the event loop the worst. */
export interface ProcessTotal {
  readonly processes: number;
  readonly residentBytes: number;
  readonly worstEventLoopP99Ms: number;
  readonly live: LiveCounts;
}

type StatsRow = SystemStats["jobs"] & {
  connections: number;
  sizeBytes: bigint;
  pending: number;
  oldestSeconds: number | null;
  workers: number;
};

/** How the instance stands: its processes, what waits for them, and whom they call. */
export async function readSystemStats(services: Pick<Services, "db">): Promise<SystemStats> {
  const [row, processes, breakers] = await Promise.all([
    readRow(services),
    listProcesses(services),
    listOutsideServices(services),
  ]);
  const { connections, sizeBytes, pending, oldestSeconds, workers, ...jobs } = row;
  return {
    database: { connections, sizeBytes: Number(sizeBytes) },
    outbox: { pending, oldestSeconds },
    jobs,
    workers,
    processes,
    total: addUp(processes),
    breakers,
  };
}

async function readRow({ db }: Pick<Services, "db">): Promise<StatsRow> {
  const [row] = await db.prisma.$queryRaw<StatsRow[]>`
    SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()) AS connections,
           pg_database_size(current_database()) AS "sizeBytes",
           (SELECT count(*)::int FROM outbox) AS pending,
           (SELECT extract(epoch FROM now() - min(occurred_at))::float8 FROM outbox) AS "oldestSeconds",
           (SELECT count(*)::int FROM job_workers WHERE heartbeat_at > now() - interval '30 seconds') AS workers,
           jobs.*
    FROM (
      SELECT count(*) FILTER (WHERE locked_at IS NULL AND run_at <= now())::int AS due,
             count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS running,
             count(*) FILTER (WHERE locked_at IS NULL AND run_at > now())::int AS later,
             extract(epoch FROM now() - min(run_at) FILTER (WHERE locked_at IS NULL AND run_at <= now()))::float8
               AS "oldestDueSeconds"
      FROM graphile_worker.jobs WHERE attempts < max_attempts
    ) jobs`;
  if (!row) throw new Error("one row is always answered");
  return row;
}

function addUp(processes: readonly ProcessState[]): ProcessTotal {
  const byStream = noStreams();
  for (const name of liveStreams) byStream[name] = sum(processes, ({ live }) => live.byStream[name]);
  return {
    processes: processes.length,
    residentBytes: sum(processes, ({ memory }) => memory.residentBytes),
    worstEventLoopP99Ms: Math.max(0, ...processes.map(({ eventLoop }) => eventLoop.p99Ms)),
    live: {
      streams: sum(processes, ({ live }) => live.streams),
      authenticated: sum(processes, ({ live }) => live.authenticated),
      byStream,
    },
  };
}

function sum(processes: readonly ProcessState[], of: (process: ProcessState) => number): number {
  return processes.reduce((total, process) => total + of(process), 0);
}
