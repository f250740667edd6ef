import { DatabaseError } from "pg";

import type { Services } from "#context.ts";

/** Tables that hold one partition for each day (UTC). */
export type DailyTable = "job_runs" | "job_lines";

const dayMs = 86_400_000;
/** What Postgres answers to a row that no partition takes. */
const noPartition = "23514";

/** Does `write`; when it fails because a day of `instants` has no partition yet, makes that and does it once more. */
export async function inDayPartition(
  db: Services["db"],
  table: DailyTable,
  instants: readonly Date[],
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== noPartition) throw error;
    const days = new Set(instants.map((instant) => dayOf(instant)));
    for (const day of days) await addPartition(db, table, day);
    await write();
  }
}

/** Makes the partitions of today and the days after it, so that no write has to. */
export async function addPartitionsAhead(
  { db, now }: Pick<Services, "db" | "now">,
  { table, days }: { table: DailyTable; days: number },
): Promise<void> {
  for (let ahead = 0; ahead <= days; ahead += 1) {
    await addPartition(db, table, dayOf(new Date(now().getTime() + ahead * dayMs)));
  }
}

/** Drops the partitions of days that ended more than `keptDays` ago; returns how many. */
export async function dropOldPartitions(
  { db, now }: Pick<Services, "db" | "now">,
  { table, keptDays }: { table: DailyTable; keptDays: number },
): Promise<number> {
  const oldest = `${table}_${dayOf(new Date(now().getTime() - keptDays * dayMs)).replaceAll("-", "")}`;
  const { rows } = await db.pool.query<{ name: string }>(
    `select relname as name from pg_class join pg_inherits on inhrelid = pg_class.oid
     where inhparent = $1::regclass and relname < $2 order by relname`,
    [table, oldest],
  );
  let dropped = 0;
  for (const { name } of rows) if (await drop(db, name)) dropped += 1;
  return dropped;
}

async function addPartition(db: Services["db"], table: DailyTable, day: string): Promise<void> {
  await db.pool.query("select add_day_partition($1, $2::date)", [table, day]);
}

// Dropping waits for whoever reads the table, and everybody else would wait behind it: rather tried again the next time.
async function drop(db: Services["db"], name: string): Promise<boolean> {
  const client = await db.pool.connect();
  try {
    await client.query("begin; set local lock_timeout = '1s'");
    await client.query(`drop table ${client.escapeIdentifier(name)}`);
    await client.query("commit");
    return true;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    if (error instanceof DatabaseError && error.code === lockTimedOut) return false;
    throw error;
  } finally {
    client.release();
  }
}

const lockTimedOut = "55P03";

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
