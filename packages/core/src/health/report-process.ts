import { hostname } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";

import type { Services } from "#context.ts";
import { countLive } from "#live/open-stream.ts";
import { processId } from "#process-identity.ts";

import type { ProcessFigures } from "./process-figures.ts";

export type AppName = "web" | "worker";

/** How long a process that is not heard of is remembered. */
const forgottenAfter = "1 minute";
// A timer that is due so often: what it comes late by is what the event loop was held up.
const resolutionMs = 10;

/**
 * Writes down how this process stands, where the admin of any process reads it, and that it holds the live streams that it
 * holds. To be repeated every few seconds; whoever falls silent is forgotten after a minute, with its streams.
 */
export async function reportProcess(services: Pick<Services, "db">, { app }: { app: AppName }): Promise<void> {
  const { pool } = services.db;
  const startedAt = new Date(performance.timeOrigin);
  await pool.query(
    `insert into process_reports (id, app, host, pid, started_at, reported_at, figures) values ($1, $2, $3, $4, $5, now(), $6)
     on conflict (id) do update set reported_at = excluded.reported_at, figures = excluded.figures`,
    [processId, app, hostname(), process.pid, startedAt, JSON.stringify(measure(services))],
  );
  await pool.query("delete from process_reports where reported_at < now() - $1::interval", [forgottenAfter]);
  await pool.query("delete from live_slots where process_id <> all (select id from process_reports)");
}

/** Takes this process off the list: it ends. */
export async function retireProcess({ db }: Pick<Services, "db">): Promise<void> {
  await db.pool.query("delete from live_slots where process_id = $1", [processId]);
  await db.pool.query("delete from process_reports where id = $1", [processId]);
}

// Of the time since the last report.
const delay = monitorEventLoopDelay({ resolution: resolutionMs });

function measure(services: Pick<Services, "db">): ProcessFigures {
  delay.enable();
  const { rss, heapUsed } = process.memoryUsage();
  const { totalCount, idleCount, waitingCount } = services.db.pool;
  const figures = {
    memory: { residentBytes: rss, heapBytes: heapUsed },
    eventLoop: { meanMs: lateness(delay.mean), p99Ms: lateness(delay.percentile(99)), maxMs: lateness(delay.max) },
    database: { open: totalCount, idle: idleCount, waiting: waitingCount },
    live: countLive(services),
  };
  delay.reset();
  return figures;
}

function lateness(nanoseconds: number): number {
  const late = nanoseconds / 1e6 - resolutionMs;
  return Number.isFinite(late) ? Math.max(0, Math.round(late * 10) / 10) : 0;
}
