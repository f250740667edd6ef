import type { Services } from "#context.ts";
import { silentAfter } from "#process-identity.ts";

import { processFigures, type ProcessFigures } from "./process-figures.ts";
import type { AppName } from "./report-process.ts";

/** One process that is alive, as it has described itself in the last seconds. */
export interface ProcessState extends ProcessFigures {
  readonly id: string;
  readonly app: AppName;
  readonly host: string;
  readonly pid: number;
  readonly startedAt: Date;
  readonly reportedAt: Date;
}

interface Row extends Omit<ProcessState, keyof ProcessFigures> {
  figures: unknown;
}

/** The processes that were heard of in the last 30 seconds, web before worker, the oldest first. */
export async function listProcesses({ db }: Pick<Services, "db">): Promise<ProcessState[]> {
  const { rows } = await db.pool.query<Row>(
    `select id, app, host, pid, started_at as "startedAt", reported_at as "reportedAt", figures from process_reports
     where reported_at > now() - $1::interval order by app, started_at, id`,
    [silentAfter],
  );
  return rows.flatMap(({ figures, ...process }) => {
    // Another version may say it differently while one takes the place of the other.
    const read = processFigures.safeParse(figures);
    return read.success ? [{ ...process, ...read.data }] : [];
  });
}
