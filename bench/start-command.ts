import { readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

const manifest = z.object({ scripts: z.object({ start: z.templateLiteral(["node ", z.string()]) }) });

/** What `pnpm start` of an app hands to Node: the flags that size its heap, and the script. */
export function readStartCommand(app: "web" | "worker"): { flags: string[]; script: string } {
  const file = join(import.meta.dirname, "..", "apps", app, "package.json");
  const [, ...words] = manifest.parse(JSON.parse(readFileSync(file, "utf8"))).scripts.start.split(" ");
  const script = words.pop();
  if (script === undefined) throw new Error(`the start of ${app} names no script`);
  return { flags: words, script };
}
