import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { z } from "zod";

import { demoFilePath } from "./env.ts";

const account = z.object({ id: z.string(), email: z.string(), password: z.string() });

const instance = z.object({
  webUrl: z.string(),
  sandboxUrl: z.string(),
  databaseUrl: z.string(),
  organizationId: z.string(),
  apiKey: z.string(),
  jwtSecret: z.string(),
  admin: account,
  customer: account,
  webhookSecrets: z.record(z.string(), z.string()),
  pids: z.object({ web: z.number(), worker: z.number() }),
});

const secrets = z.object({ nextAuthSecret: z.string(), encryptionKey: z.string(), stripeSecretKey: z.string() });

export type Instance = z.infer<typeof instance>;

/** The instance under test, as its `demo.json` describes it now: process ids change when a program is restarted. */
export function readInstance(): Instance {
  return instance.parse(JSON.parse(readFileSync(demoFilePath(), "utf8")));
}

/** What its programs know and `demo.json` does not tell. */
export function readSecrets(): z.infer<typeof secrets> {
  return secrets.parse(JSON.parse(readFileSync(join(dirname(demoFilePath()), "secrets.json"), "utf8")));
}
