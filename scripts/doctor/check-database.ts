import { createDb, type Db, pendingMigrations } from "@cartwright/db";

import type { Finding, Patient } from "./run-doctor.ts";

/** Whether the database answers, has every migration, and hears from a worker. */
export async function checkDatabase({ databaseUrl }: Patient): Promise<Finding[]> {
  if (databaseUrl === undefined) {
    const advice = "Set DATABASE_URL, or start pnpm demo, which brings its own";
    return [{ what: "database", state: "failed", detail: "no DATABASE_URL and no running demo", advice }];
  }
  const db = createDb({
    connectionString: databaseUrl,
    max: 1,
    applicationName: "cartwright-doctor",
    connectTimeoutMs: 5_000,
  });
  try {
    const reachable = await checkServer(db, databaseUrl);
    if (reachable.state === "failed") return [reachable];
    const migrations = await checkMigrations(db);
    return [reachable, migrations, ...(migrations.state === "failed" ? [] : [await checkWorkers(db)])];
  } finally {
    await db.close();
  }
}

async function checkServer({ pool }: Db, databaseUrl: string): Promise<Finding> {
  const what = "database";
  try {
    const { rows } = await pool.query<{ version: string }>("select current_setting('server_version') as version");
    return { what, state: "ok", detail: `PostgreSQL ${rows[0]?.version ?? ""} at ${new URL(databaseUrl).host}` };
  } catch (error) {
    const detail = `no connection to ${new URL(databaseUrl).host}: ${error instanceof Error ? error.message : String(error)}`;
    return { what, state: "failed", detail, advice: "Check DATABASE_URL and that the server runs" };
  }
}

async function checkMigrations({ pool }: Db): Promise<Finding> {
  const what = "migrations";
  const pending = await pendingMigrations(pool);
  if (pending.length === 0) return { what, state: "ok", detail: "all applied" };
  return { what, state: "failed", detail: `missing: ${pending.join(", ")}`, advice: "Run pnpm db:migrate" };
}

const freshSeconds = 30;

async function checkWorkers({ pool }: Db): Promise<Finding> {
  const what = "worker";
  const { rows } = await pool.query<{ alive: number; last: number | null }>(
    `select (count(*) filter (where heartbeat_at > now() - make_interval(secs => $1)))::int as alive,
            extract(epoch from now() - max(heartbeat_at))::int as last
     from job_workers`,
    [freshSeconds],
  );
  const { alive = 0, last = null } = rows[0] ?? {};
  if (alive > 0) return { what, state: "ok", detail: `${alive} running, last heard of ${last ?? 0} s ago` };
  const detail = last === null ? "none has ever run here" : `none for ${last} s`;
  return { what, state: "failed", detail, advice: "Start one with pnpm start:worker" };
}
