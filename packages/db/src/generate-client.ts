import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

interface GenerateOptions {
  /** Folder of this package. */
  root: string;
  /** Runs Prisma's command line, given the path of its entry. */
  runPrisma: (prismaCli: string) => unknown;
}

/** Writes the client and the list of migrations, unless those on disk came from this very schema and this version of Prisma. */
export async function generateClient({ root, runPrisma }: GenerateOptions): Promise<"written" | "current"> {
  const prismaPackage = createRequire(import.meta.url).resolve("prisma/package.json");
  const stamp = join(root, "src/generated/.schema-hash");
  const hash = hashSchema({ root, prismaPackage });
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return "current";
  runPrisma(join(dirname(prismaPackage), "build/index.js"));
  writeFileSync(join(root, "src/generated/migration-names.ts"), migrationNamesModule(root));
  writeFileSync(stamp, hash);
  return "written";
}

function hashSchema({ root, prismaPackage }: { root: string; prismaPackage: string }): string {
  const hash = createHash("sha256").update(readFileSync(prismaPackage));
  hash.update(migrationNamesModule(root));
  const files = globSync("prisma/schema/**/*.prisma", { cwd: root }).toSorted();
  for (const file of files) hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

// A module, because a bundled app cannot look into this package's folder to learn which migrations it was built with.
function migrationNamesModule(root: string): string {
  const names = globSync("prisma/migrations/*/migration.sql", { cwd: root })
    .map((file) => basename(dirname(file)))
    .toSorted();
  return `export const migrationNames: readonly string[] = ${JSON.stringify(names, null, 2)};\n`;
}
