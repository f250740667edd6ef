import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { generateClient } from "../generate-client.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Writes the Prisma client when the schema has changed since it was last written; offline, and instant otherwise. */
const outcome = await generateClient({
  root,
  runPrisma: (prismaCli) => execFileSync(process.execPath, [prismaCli, "generate"], { cwd: root, stdio: "pipe" }),
});
console.log(outcome === "written" ? "Prisma client written" : "Prisma client is up to date");
