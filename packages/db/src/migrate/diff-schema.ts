import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { offlineAdapter } from "./offline-adapter.ts";
import { openSchemaEngine } from "./schema-engine.ts";

const schemaFolder = fileURLToPath(new URL("../../prisma/schema", import.meta.url));

/** The SQL that makes the whole Prisma schema in an empty database. Needs no database. */
export async function diffFromEmptyToSchema(): Promise<string> {
  const engine = await openSchemaEngine(offlineAdapter());
  try {
    const { stdout } = await engine.diff({
      from: { tag: "empty" },
      to: { tag: "schemaDatamodel", files: await readSchema() },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? "";
  } finally {
    engine.free();
  }
}

async function readSchema(): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(schemaFolder)).filter((name) => name.endsWith(".prisma")).toSorted();
  return Promise.all(
    names.map(async (name) => ({
      path: join(schemaFolder, name),
      content: await readFile(join(schemaFolder, name), "utf8"),
    })),
  );
}
