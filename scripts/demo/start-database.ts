import { mkdirSync } from "node:fs";

import type { ToolEnv } from "../env.ts";

export interface DemoDatabase {
  url: string;
  /** Null when the database is not ours. */
  pid: number | null;
  stop: () => Promise<void>;
}

/** The database of `DATABASE_URL`, or an embedded one in the data folder. */
export async function startDatabase(env: ToolEnv, note: (text: string) => void): Promise<DemoDatabase> {
  if (env.databaseUrl !== undefined) {
    note(`DATABASE_URL (${new URL(env.databaseUrl).host})`);
    return { url: env.databaseUrl, pid: null, stop: async () => undefined };
  }
  mkdirSync(env.dataDir, { recursive: true });
  const { startEmbeddedPostgres } = await import("@cartwright/db/embedded");
  const server = await startEmbeddedPostgres({ dataDir: env.dataDir, log: note });
  note(`PostgreSQL 18 on port ${server.port}`);
  return { url: server.url, pid: server.pid, stop: server.stop };
}
