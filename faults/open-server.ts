import { migrateJobQueue } from "@cartwright/db/migrate";
import { setUpTestServer } from "@cartwright/db/testing";

import { announceTestTemplate } from "./env.ts";
import { startOwnPostgres, type OwnPostgres } from "./world/postgres.ts";

/** A Postgres of our own with a migrated database on it that each scenario gets a copy of. */
export async function openServer(): Promise<OwnPostgres> {
  const postgres = await startOwnPostgres();
  const { templateUrl } = await setUpTestServer({
    serverUrl: postgres.url,
    prepare: (connectionString) => migrateJobQueue({ connectionString }),
  });
  announceTestTemplate(templateUrl);
  return postgres;
}
