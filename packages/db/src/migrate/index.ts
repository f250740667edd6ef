export { applyMigrations, type ApplyMigrationsOptions } from "./apply-migrations.ts";
