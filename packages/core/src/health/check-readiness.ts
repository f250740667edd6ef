import { pendingMigrations } from "@cartwright/db";

import type { Services } from "#context.ts";

/** How old the youngest worker's heartbeat may be; workers write one every 5 seconds. */
const heartbeatMs = 30_000;

export interface Check {
  readonly ok: boolean;
  /** What an operator should know; never a secret. */
  readonly detail: string;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: { readonly database: Check; readonly migrations: Check; readonly worker: Check };
}

/** Whether this instance can do its work: the database answers, has every migration, and a worker is alive. Never throws. */
export async function checkReadiness(services: Pick<Services, "db" | "log">): Promise<Readiness> {
  const database = await check(services, "The database does not answer.", async () => {
    await services.db.prisma.$queryRaw`SELECT 1`;
    return { ok: true, detail: "The database answers." };
  });
  const [migrations, worker] = await Promise.all([checkMigrations(services), checkWorker(services)]);
  return { ready: database.ok && migrations.ok && worker.ok, checks: { database, migrations, worker } };
}

function checkMigrations(services: Pick<Services, "db" | "log">): Promise<Check> {
  return check(services, "The migrations cannot be read.", async () => {
    const pending = await pendingMigrations(services.db.pool);
    if (pending.length === 0) return { ok: true, detail: "Every migration is applied." };
    return { ok: false, detail: `${pending.length} migrations are not applied; run pnpm db:migrate.` };
  });
}

function checkWorker(services: Pick<Services, "db" | "log">): Promise<Check> {
  return check(services, "The workers cannot be read.", async () => {
    const [row] = await services.db.prisma.$queryRaw<{ alive: number }[]>`
      SELECT count(*)::int AS alive FROM job_workers WHERE heartbeat_at > now() - ${heartbeatMs} * interval '1 millisecond'`;
    const alive = row?.alive ?? 0;
    return { ok: alive > 0, detail: alive > 0 ? `${alive} alive.` : "No worker has been heard of for 30 seconds." };
  });
}

async function check({ log }: Pick<Services, "log">, detail: string, ask: () => Promise<Check>): Promise<Check> {
  try {
    return await ask();
  } catch (error) {
    log.warn({ err: error }, "readiness_check_failed");
    return { ok: false, detail };
  }
}
