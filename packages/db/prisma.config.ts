import { defineConfig } from "prisma/config";

// The CLI downloads a schema engine that `generate`, `validate` and `format` never run. Naming any executable
// stops the download, so these commands work offline. Migrations do not go through the CLI: see src/migrate.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
});
