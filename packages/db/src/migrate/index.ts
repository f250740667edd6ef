export { applyMigrations, type ApplyMigrationsOptions } from "./apply-migrations.ts";
export { jobSchema, migrateJobQueue } from "./migrate-job-queue.ts";
