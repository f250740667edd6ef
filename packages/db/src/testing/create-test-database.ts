import { createDb, type Db } from "../client.ts";
import { readTestTemplate } from "../env.ts";
import { newId } from "../ids.ts";
import { createDatabase, databaseUrl, dropDatabase } from "./databases.ts";

export interface TestDatabase {
  url: string;
  db: Db;
  /** Closes `db` and removes the database. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Most connections of `db`. Default 10. */
  max?: number;
  /** True: an empty database instead of a migrated one. */
  empty?: boolean;
}

/** A migrated database of one's own, copied from the run's template in some 50 ms. */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const template = readTestTemplate();
  const url = databaseUrl(template, `cartwright_test_${newId().replaceAll("-", "")}`);
  await createDatabase(url, options.empty === true ? {} : { template });
  const db = createDb({ connectionString: url, max: options.max ?? 10, applicationName: "cartwright-test" });
  return {
    url,
    db,
    async drop() {
      await db.close();
      await dropDatabase(url);
    },
  };
}
