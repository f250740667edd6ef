import { hostname } from "node:os";

import { z } from "zod";

import type { OpenIntegration } from "@cartwright/integrations/contracts";
import { installed } from "@cartwright/integrations/installed";
import { flag, vendorEnv } from "@cartwright/integrations/vendor-env";

import { workerRoles } from "./roles.ts";

const keyHint = "set ENCRYPTION_KEY to 32 random bytes in base64: openssl rand -base64 32";

const shape = z.object({
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: "set DATABASE_URL to a URL like postgres://user:password@host:5432/cartwright",
  }),
  WEB_URL: z.url({
    protocol: /^https?$/,
    error: "set WEB_URL to where browsers find this shop, like https://shop.example",
  }),
  STORE_SLUG: z.string().min(1).default("havu"),
  ENCRYPTION_KEY: z
    .base64({ error: keyHint })
    .transform((text) => new Uint8Array(Buffer.from(text, "base64")))
    .refine((bytes) => bytes.byteLength === 32, { error: keyHint }),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(10),
  WORKER_ROLES: z
    .string()
    .default(workerRoles.join(","))
    .transform((text) => text.split(",").map((role) => role.trim()))
    .pipe(
      z.array(
        z.enum(workerRoles, {
          error: `set WORKER_ROLES to one or more of ${workerRoles.join(", ")}, with commas between them`,
        }),
      ),
    ),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  HOLD_MINUTES: z.coerce.number().positive().max(1440).default(15),
  ALLOW_PRIVATE_CALLBACKS: flag(),
  ...vendorEnv,
});

export interface WorkerEnv extends z.infer<typeof shape> {
  /** Those that the environment switches on. */
  readonly integrations: readonly OpenIntegration[];
}

/**
 * The environment of the worker. A name that is missing or wrong stops the process with a sentence that says what to set.
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): WorkerEnv {
  const parsed = shape.safeParse(withoutEmpty(source));
  if (!parsed.success) return refuse(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`));
  try {
    return { ...parsed.data, integrations: installed.flatMap(({ open }) => open(source) ?? []) };
  } catch (error) {
    return refuse([error instanceof Error ? error.message : String(error)]);
  }
}

function refuse(problems: readonly string[]): never {
  console.error(`The worker on ${hostname()} cannot start.\n${problems.join("\n")}`);
  process.exit(78);
}

// An empty line in .env means that nothing is set.
function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
}
