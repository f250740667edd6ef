import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { writePrivateFile } from "./write-private-file.ts";

const account = z.object({ id: z.string(), email: z.string(), password: z.string() });
const pid = z.number().int().nullable();

const schema = z.object({
  webUrl: z.string(),
  sandboxUrl: z.string(),
  databaseUrl: z.string(),
  organizationId: z.string(),
  apiKey: z.string(),
  jwtSecret: z.string(),
  admin: account,
  customer: account,
  webhookSecrets: z.record(z.string(), z.string()),
  shopify: z.object({ shopDomain: z.string(), integrationId: z.string().nullable() }),
  /** `postgres` is null when the database is not ours. */
  pids: z.object({ web: pid, worker: pid, sandbox: pid, postgres: pid }),
});

/** What `.cartwright/demo.json` says about the running instance. */
export type DemoFile = z.infer<typeof schema>;

/** Writes the file; its owner alone can read it. */
export function writeDemoFile(dataDir: string, demo: DemoFile): void {
  writePrivateFile(pathOf(dataDir), `${JSON.stringify(demo, null, 2)}\n`);
}

/** The file as the last start left it, or undefined when there is none or it is of another shape. */
export function readDemoFile(dataDir: string): DemoFile | undefined {
  if (!existsSync(pathOf(dataDir))) return undefined;
  const parsed = schema.safeParse(JSON.parse(readFileSync(pathOf(dataDir), "utf8")));
  return parsed.data;
}

/** Removes the file: nothing runs that it could describe. */
export function removeDemoFile(dataDir: string): void {
  rmSync(pathOf(dataDir), { force: true });
}

function pathOf(dataDir: string): string {
  return join(dataDir, "demo.json");
}
