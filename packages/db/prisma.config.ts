import path from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's CLI looks for a native schema engine that it downloads; generate, validate and format do not need it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: path.join("prisma", "schema"),
  migrations: { path: path.join("prisma", "migrations") },
});
