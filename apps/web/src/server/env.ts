import { z } from "zod";

import type { OpenIntegration } from "@cartwright/integrations/contracts";
import { installed } from "@cartwright/integrations/installed";
import { flag, vendorEnv } from "@cartwright/integrations/vendor-env";

const secret = (name: string) =>
  z
    .string({ error: `set ${name} to a random text of at least 16 characters` })
    .min(16, `set ${name} to a random text of at least 16 characters`);
const webUrl = z.url({
  protocol: /^https?$/,
  error: "set WEB_URL to where browsers find this shop, like https://shop.example",
});

const perMinute = z.coerce.number().int().min(1).max(1_000_000_000);

const shape = z.object({
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: "set DATABASE_URL to a URL like postgres://user:password@host:5432/cartwright",
  }),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(500).default(20),
  WEB_URL: webUrl,
  STORE_SLUG: z.string().min(1).default("havu"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  NEXTAUTH_SECRET: secret("NEXTAUTH_SECRET"),
  JWT_SECRET: secret("JWT_SECRET"),
  ENCRYPTION_KEY: z
    .base64({ error: "set ENCRYPTION_KEY to 32 random bytes in base64: openssl rand -base64 32" })
    .transform((text) => new Uint8Array(Buffer.from(text, "base64")))
    .refine((bytes) => bytes.byteLength === 32, {
      error: "set ENCRYPTION_KEY to 32 random bytes in base64: openssl rand -base64 32",
    }),
  RATE_LIMIT_PER_MINUTE: perMinute.default(100),
  RATE_LIMIT_READS_PER_MINUTE: perMinute.optional(),
  RATE_LIMIT_WRITES_PER_MINUTE: perMinute.optional(),
  RATE_LIMIT_SIGN_IN_PER_MINUTE: perMinute.optional(),
  RATE_LIMIT_CHECKOUT_PER_MINUTE: perMinute.optional(),
  RATE_LIMIT_IMPORTS_PER_MINUTE: perMinute.optional(),
  METRICS_TOKEN: z.string().min(1).optional(),
  HOLD_MINUTES: z.coerce.number().positive().max(1440).default(15),
  ALLOW_PRIVATE_CALLBACKS: flag(),
  GITHUB_CLIENT_ID: z.string().min(1).optional(),
  GITHUB_CLIENT_SECRET: z.string().min(1).optional(),
  /** Demo only: the sandbox plays GitHub. */
  GITHUB_SANDBOX_BASE: z.url().optional(),
  GOOGLE_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
  ...vendorEnv,
});

export interface WebEnv extends z.infer<typeof shape> {
  /** Those that the environment switches on. */
  readonly integrations: readonly OpenIntegration[];
}

let kept: WebEnv | undefined;

/** The environment of the web app, read once. A name that is missing stops the process with a sentence that says what to set. */
export function readEnv(): WebEnv {
  if (kept) return kept;
  const parsed = shape.safeParse(withoutEmpty(process.env));
  if (!parsed.success) return refuse(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`));
  try {
    kept = { ...parsed.data, integrations: installed.flatMap(({ open }) => open(process.env) ?? []) };
    return kept;
  } catch (error) {
    return refuse([error instanceof Error ? error.message : String(error)]);
  }
}

function refuse(problems: readonly string[]): never {
  console.error(problems.join("\n"));
  process.exit(1);
}

/** Where the server listens, and how many proxies in front of it are believed. */
export function readListenEnv() {
  const listen = z.object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    // Not HOSTNAME: containers set that to a name of their own, and nobody on this machine would be heard.
    HOST: z.string().optional(),
    TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  });
  return listen.parse(withoutEmpty(process.env));
}

// An empty line in .env means that nothing is set.
function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
}
