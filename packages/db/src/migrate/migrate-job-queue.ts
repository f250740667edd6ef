import { runMigrations } from "graphile-worker";
import { Client, type ClientConfig } from "pg";

/** Where Graphile Worker keeps its tables. */
export const jobSchema = "graphile_worker";

const migrationLockKey = "7264839172003";

/** Brings the job queue's own tables up to date. Safe to start twice at once: the second waits, then finds nothing to do. */
export async function migrateJobQueue(connection: ClientConfig & { connectionString: string }): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLockKey]);
    await runMigrations({
      connectionString: connection.connectionString,
      preset: { worker: { schema: jobSchema } },
    });
  } finally {
    await client.end();
  }
}
