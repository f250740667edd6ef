import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

const demoFile = z.object({ databaseUrl: z.string() });

/**
 * The database and shop that a command works on: `DATABASE_URL`, else the one of the running demo. Ends the process with
 * a sentence when there is neither.
 */
export function readCommandEnv(): { databaseUrl: string; storeSlug: string } {
  const { DATABASE_URL, STORE_SLUG = "havu", CARTWRIGHT_DATA_DIR = ".cartwright" } = process.env;
  const demo = join(CARTWRIGHT_DATA_DIR, "demo.json");
  if (DATABASE_URL !== undefined) return { databaseUrl: DATABASE_URL, storeSlug: STORE_SLUG };
  if (existsSync(demo)) {
    const { databaseUrl } = demoFile.parse(JSON.parse(readFileSync(demo, "utf8")));
    return { databaseUrl, storeSlug: STORE_SLUG };
  }
  console.error("Set DATABASE_URL to the database to work on, or start the demo first.");
  process.exit(1);
}
