import { diffFromEmptyToSchema } from "../migrate/diff-schema.ts";

/**
 * Prints the SQL that makes the whole Prisma schema from nothing.
 *
 * To write a migration, print it before and after the change to the schema, compare, and put the difference into
 * `prisma/migrations/<timestamp>_<what>/migration.sql`. The test beside `src/migrate` proves that both agree.
 */
process.stdout.write(await diffFromEmptyToSchema());
