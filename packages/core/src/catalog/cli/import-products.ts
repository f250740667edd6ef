import { parseArgs } from "node:util";

import { createDb } from "@cartwright/db";

import { readCommandEnv } from "#cli/env.ts";
import { isDomainError } from "#errors.ts";

import { importProducts } from "../import/import-products.ts";
import { commandContext } from "./command-context.ts";

const usage = `Usage: pnpm db:import <file.csv> [--images folder|tar] [--dry-run]

Brings products in Shopify's or Vendure's columns into the catalogue. Repeating it changes nothing.`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { images: { type: "string" }, "dry-run": { type: "boolean", default: false } },
});
const [file] = positionals;
if (file === undefined) {
  console.error(usage);
  process.exit(2);
}

const { databaseUrl, storeSlug } = readCommandEnv();
const db = createDb({ connectionString: databaseUrl, max: 4, applicationName: "cartwright-import" });
try {
  const dryRun = values["dry-run"];
  const report = await importProducts(await commandContext(db, storeSlug), {
    file,
    images: values.images,
    dryRun,
    onError: ({ row, column, reason }) => console.error(`row ${row}${column === "" ? "" : `, ${column}`}: ${reason}`),
    onChange: ({ slug, action, changes }) => {
      if (action !== "unchanged") console.log(`${dryRun ? "would be " : ""}${action} ${slug}: ${changes.join("; ")}`);
    },
  });
  console.log(
    `${report.products} products, ${report.variants} variants: ${report.created} created, ${report.updated} updated, ` +
      `${report.unchanged} unchanged, ${report.errors} bad rows, ${report.missingImages} pictures not found` +
      (dryRun ? " (dry run, nothing written)" : ""),
  );
} catch (error) {
  if (!isDomainError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await db.close();
}
