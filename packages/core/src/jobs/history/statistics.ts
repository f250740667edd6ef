import type { Services } from "#context.ts";

import type { FinishedRun } from "../job-history.ts";
import { placeOf } from "./histogram.ts";
import { toSafeJson } from "./to-safe-json.ts";

/** Finished tries added up by minute and by hour, on their way into the database. */
export interface Statistics {
  add(run: FinishedRun): void;
  write(): Promise<void>;
}

/** Whose jobs those are that belong to no organization, in `job_stats` alone, where the column is part of the key. */
export const instanceId = "00000000-0000-0000-0000-000000000000";

interface Sum {
  readonly grain: "minute" | "hour";
  readonly at: number;
  readonly organizationId: string;
  readonly task: string;
  readonly counts: Record<FinishedRun["outcome"], number>;
  readonly waits: number[];
  readonly runs: number[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export function createStatistics({ db, log }: Pick<Services, "db" | "log">): Statistics {
  let sums = new Map<string, Sum>();
  return {
    add: (run) => addTo(sums, run),
    async write() {
      if (sums.size === 0) return;
      const written = [...sums, ...byHour(sums.values())];
      sums = new Map();
      try {
        // Always in one order: of two workers that write the same rows none can hold what the other waits for.
        await upsert(
          db,
          written.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum),
        );
      } catch (error) {
        log.warn({ err: error, sums: written.length }, "job_statistics_lost");
      }
    },
  };
}

function addTo(sums: Map<string, Sum>, run: FinishedRun): void {
  const at = Math.floor(run.finishedAt.getTime() / minuteMs) * minuteMs;
  const sum = sumOf(sums, { grain: "minute", at, organizationId: run.organizationId ?? instanceId, task: run.task });
  sum.counts[run.outcome] += 1;
  add(sum.waits, placeOf(run.startedAt.getTime() - (run.dueAt ?? run.queuedAt).getTime()), 1);
  add(sum.runs, placeOf(run.finishedAt.getTime() - run.startedAt.getTime()), 1);
}

function byHour(minutes: Iterable<Sum>): Map<string, Sum> {
  const hours = new Map<string, Sum>();
  for (const { at, organizationId, task, counts, waits, runs } of minutes) {
    const hour = sumOf(hours, { grain: "hour", at: Math.floor(at / hourMs) * hourMs, organizationId, task });
    for (const outcome of outcomes) hour.counts[outcome] += counts[outcome];
    for (const [place, times] of waits.entries()) add(hour.waits, place, times);
    for (const [place, times] of runs.entries()) add(hour.runs, place, times);
  }
  return hours;
}

const outcomes = ["done", "failed", "dead", "cancelled"] as const satisfies FinishedRun["outcome"][];

function sumOf(sums: Map<string, Sum>, of: Pick<Sum, "grain" | "at" | "organizationId" | "task">): Sum {
  const key = `${of.grain} ${of.organizationId} ${of.at} ${of.task}`;
  const known = sums.get(key);
  if (known) return known;
  const sum = { ...of, counts: { done: 0, failed: 0, dead: 0, cancelled: 0 }, waits: [], runs: [] };
  sums.set(key, sum);
  return sum;
}

function add(histogram: number[], place: number, times: number): void {
  for (let n = histogram.length; n <= place; n += 1) histogram.push(0);
  histogram[place] = (histogram[place] ?? 0) + times;
}

async function upsert(db: Services["db"], sums: readonly Sum[]): Promise<void> {
  const rows = sums.map(({ counts, at, ...sum }) => ({ ...sum, ...counts, at: new Date(at) }));
  await db.pool.query(
    `insert into job_stats as known (grain, organization_id, at, task, done, failed, dead, cancelled, waits, runs)
     select grain, "organizationId", at, task, done, failed, dead, cancelled, waits, runs
     from json_to_recordset($1::json) as sum (grain text, "organizationId" uuid, at timestamptz, task text, done int,
       failed int, dead int, cancelled int, waits int[], runs int[])
     on conflict (grain, organization_id, at, task) do update set
       done = known.done + excluded.done, failed = known.failed + excluded.failed, dead = known.dead + excluded.dead,
       cancelled = known.cancelled + excluded.cancelled,
       waits = add_histograms(known.waits, excluded.waits), runs = add_histograms(known.runs, excluded.runs)`,
    [toSafeJson(rows)],
  );
}
