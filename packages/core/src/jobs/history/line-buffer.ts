import type { Services } from "#context.ts";

import type { BegunRun } from "../job-history.ts";
import { inDayPartition } from "./day-partitions.ts";
import { toSafeJson } from "./to-safe-json.ts";

/** What running jobs have to say, on its way into the database. */
export interface LineBuffer {
  add(run: BegunRun, line: string): void;
  write(): Promise<void>;
}

interface Row {
  readonly jobId: string;
  readonly organizationId: string | null;
  readonly attempt: number;
  readonly n: number;
  readonly at: Date;
  readonly line: string;
}

const mostLines = 500;
const mostChars = 2_000;
const mostBuffered = 20_000;

export function createLineBuffer({ db, log }: Pick<Services, "db" | "log">): LineBuffer {
  let waiting: Row[] = [];
  // Forgets by itself which tries have ended.
  const told = new WeakMap<BegunRun, number>();
  return {
    add(run, line) {
      const n = (told.get(run) ?? 0) + 1;
      told.set(run, n);
      if (n > mostLines + 1 || waiting.length >= mostBuffered) return;
      const { jobId, organizationId, attempt } = run;
      const text = n > mostLines ? `More than ${mostLines} lines: the rest is not kept.` : line.slice(0, mostChars);
      waiting.push({ jobId, organizationId, attempt, n, at: new Date(), line: text });
    },
    async write() {
      if (waiting.length === 0) return;
      const rows = waiting;
      waiting = [];
      try {
        await inDayPartition(
          db,
          "job_lines",
          rows.map(({ at }) => at),
          () => insert(db, rows),
        );
      } catch (error) {
        log.warn({ err: error, lines: rows.length }, "job_lines_lost");
      }
    },
  };
}

async function insert(db: Services["db"], rows: readonly Row[]): Promise<void> {
  await db.pool.query(
    `insert into job_lines (job_id, organization_id, attempt, n, at, line)
     select "jobId", "organizationId", attempt, n, at, line from json_to_recordset($1::json)
       as row ("jobId" bigint, "organizationId" uuid, attempt int, n int, at timestamptz, line text)
     on conflict do nothing`,
    [toSafeJson(rows)],
  );
}
