import { resolve } from "node:path";

import { createDb, type Db } from "@cartwright/db";
import { startEmbeddedPostgres } from "@cartwright/db/embedded";
import { applyMigrations, migrateJobQueue } from "@cartwright/db/migrate";

export interface PrivateDatabase {
  readonly db: Db;
  readonly url: string;
  close(): Promise<void>;
}

/** A migrated database on a Postgres of the bench's own, as durable as a merchant's. */
export async function openPrivateDatabase({ connections }: { connections: number }): Promise<PrivateDatabase> {
  const server = await startEmbeddedPostgres({
    dataDir: resolve(import.meta.dirname, "..", ".cartwright-bench", "core"),
  });
  await applyMigrations({ connectionString: server.url });
  await migrateJobQueue({ connectionString: server.url });
  const db = createDb({ connectionString: server.url, max: connections, applicationName: "cartwright-bench" });
  return {
    db,
    url: server.url,
    async close() {
      await db.close();
      await server.stop();
    },
  };
}
