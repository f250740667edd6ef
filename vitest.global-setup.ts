import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

import { setUpTestServer } from "@cartwright/db/testing";

/** One Postgres for the run; its template holds our schema and Graphile Worker's. */
export default async function setUp(): Promise<() => Promise<void>> {
  const server = await setUpTestServer({ serverUrl: process.env["TEST_DATABASE_URL"], prepare: installJobQueue });
  process.env["CARTWRIGHT_TEST_TEMPLATE"] = server.templateUrl;
  return server.stop;
}

// Graphile Worker is a dependency of core, not of the root: its module is found from there.
async function installJobQueue(connectionString: string): Promise<void> {
  const core = createRequire(new URL("packages/core/package.json", import.meta.url));
  const { runMigrations }: typeof import("graphile-worker") = await import(pathToFileURL(core.resolve("graphile-worker")).href);
  await runMigrations({ connectionString });
}
