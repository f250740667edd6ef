import { createDb, type Db } from "../client.ts";
import { readTestTemplate } from "../env.ts";
import { newId } from "../ids.ts";
import { createDatabase, databaseUrl, dropDatabase } from "./databases.ts";
import { filledTables, resetDatabase } from "./reset-database.ts";

export interface TestDatabase {
  url: string;
  db: Db;
  /** Takes out every row that was written since the database was made. Nobody may be at work in it. */
  reset(): Promise<void>;
  /** Closes `db` and removes the database. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Most connections of `db`. Default 10. */
  max?: number;
  /** True: an empty database instead of a migrated one. */
  empty?: boolean;
}

/**
 * A migrated database of one's own, copied from the run's template: 50 ms on an idle machine, ten times as much on a busy one.
 * Tests of one file share theirs, and `reset` it where they look at all of it.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const template = readTestTemplate();
  const url = databaseUrl(template, `cartwright_test_${newId().replaceAll("-", "")}`);
  await createDatabase(url, options.empty === true ? {} : { template });
  let kept: Promise<string[]> | undefined;
  const db = createDb({ connectionString: url, max: options.max ?? 10, applicationName: "cartwright-test" });
  return {
    url,
    db,
    async reset() {
      kept ??= filledTables(template);
      await resetDatabase(url, { kept: await kept, template });
    },
    async drop() {
      await db.close();
      await dropDatabase(url);
    },
  };
}
