import { readDatabaseUrl } from "../env.ts";
import { applyMigrations } from "../migrate/apply-migrations.ts";

const applied = await applyMigrations({ connectionString: readDatabaseUrl() });
for (const name of applied) console.log(`applied ${name}`);
console.log(applied.length === 0 ? "database is up to date" : `${applied.length} migrations applied`);
// The engine leaves a timer of ten seconds running, which nothing waits for.
process.exit();
