import { readDatabaseUrl } from "../env.ts";
import { applyMigrations } from "../migrate/apply-migrations.ts";
import { migrateJobQueue } from "../migrate/migrate-job-queue.ts";

const connectionString = readDatabaseUrl();
const applied = await applyMigrations({ connectionString });
for (const name of applied) console.log(`applied ${name}`);
console.log(applied.length === 0 ? "database is up to date" : `${applied.length} migrations applied`);
await migrateJobQueue({ connectionString });
console.log("job queue is up to date");
// The engine leaves a timer of ten seconds running, which nothing waits for.
process.exit();
