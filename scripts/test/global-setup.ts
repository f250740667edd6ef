import { execFileSync } from "node:child_process";
import { join } from "node:path";

import type { TestServer } from "@cartwright/db/testing";

import { announceTestRun, readToolEnv, repository } from "../env.ts";

/** One Postgres for the run; its template holds our schema and Graphile Worker's. */
export default async function setUp(): Promise<() => Promise<void>> {
  const server = await startServer();
  announceTestRun({
    templateUrl: server.templateUrl,
    compileCache: join(repository, "node_modules/.cache/compiled"),
  });
  return server.stop;
}

// The database package is loaded only after its Prisma client is written: a fresh clone has none.
async function startServer(): Promise<TestServer> {
  execFileSync(process.execPath, ["packages/db/src/cli/generate.ts"], { cwd: repository, stdio: "pipe" });
  const [{ setUpTestServer }, { migrateJobQueue }] = await Promise.all([
    import("@cartwright/db/testing"),
    import("@cartwright/db/migrate"),
  ]);
  return setUpTestServer({
    serverUrl: readToolEnv().testDatabaseUrl,
    prepare: (connectionString) => migrateJobQueue({ connectionString }),
  });
}
