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

const grains = { minute: 60_000, hour: 3_600_000 } as const;

export function createStatistics({ db, log }: Pick<Services, "db" | "log">): Statistics {
  let sums = new Map<string, Sum>();
  return {
    add(run) {
      for (const grain of ["minute", "hour"] as const) addTo(sums, grain, run);
    },
    async write() {
      if (sums.size === 0) return;
      const written = [...sums.entries()];
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

function addTo(sums: Map<string, Sum>, grain: Sum["grain"], run: FinishedRun): void {
  const at = Math.floor(run.finishedAt.getTime() / grains[grain]) * grains[grain];
  const organizationId = run.organizationId ?? instanceId;
  const key = `${grain} ${organizationId} ${at} ${run.task}`;
  let sum = sums.get(key);
  if (!sum) {
    const counts = { done: 0, failed: 0, dead: 0, cancelled: 0 };
    sum = { grain, at, organizationId, task: run.task, counts, waits: [], runs: [] };
    sums.set(key, sum);
  }
  sum.counts[run.outcome] += 1;
  count(sum.waits, run.startedAt.getTime() - (run.dueAt ?? run.queuedAt).getTime());
  count(sum.runs, run.finishedAt.getTime() - run.startedAt.getTime());
}

function count(histogram: number[], ms: number): void {
  const place = placeOf(ms);
  for (let n = histogram.length; n <= place; n += 1) histogram.push(0);
  histogram[place] = (histogram[place] ?? 0) + 1;
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
