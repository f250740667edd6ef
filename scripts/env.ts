import { existsSync } from "node:fs";
import { resolve } from "node:path";

import { z } from "zod";

/** The repository's root folder. */
export const repository: string = resolve(import.meta.dirname, "..");

const port = z.coerce.number().int().min(1).max(65_535);

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  PORT: port.default(3000),
  SANDBOX_PORT: port.default(4000),
  TEST_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  CARTWRIGHT_DATA_DIR: z.string().min(1).default(".cartwright"),
});

export interface ToolEnv {
  /** Set: nothing embedded starts. */
  databaseUrl: string | undefined;
  /** A server for tests instead of an embedded one; test databases are made on it. */
  testDatabaseUrl: string | undefined;
  port: number;
  sandboxPort: number;
  /** Absolute folder of local state. */
  dataDir: string;
  /** Everything that was set outside, for the programs that we start. */
  inherited: Record<string, string>;
}

/** Reads the environment, and `.env` in the repository where it sets what the environment does not. */
export function readToolEnv(): ToolEnv {
  const file = resolve(repository, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  const inherited = withoutEmpty(process.env);
  const parsed = schema.safeParse(inherited);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment does not fit. ${problems.join("; ")}`);
  }
  const { DATABASE_URL, TEST_DATABASE_URL, PORT, SANDBOX_PORT, CARTWRIGHT_DATA_DIR } = parsed.data;
  return {
    databaseUrl: DATABASE_URL,
    testDatabaseUrl: TEST_DATABASE_URL,
    port: PORT,
    sandboxPort: SANDBOX_PORT,
    dataDir: resolve(repository, CARTWRIGHT_DATA_DIR),
    inherited,
  };
}

interface TestRun {
  /** The database that each test file gets a copy of. */
  readonly templateUrl: string;
  /** Where the programs that tests start keep what Node compiled: most are started many times. */
  readonly compileCache: string;
}

/** Tells test processes, which inherit our environment, what they share. */
export function announceTestRun({ templateUrl, compileCache }: TestRun): void {
  process.env["CARTWRIGHT_TEST_TEMPLATE"] = templateUrl;
  process.env["NODE_COMPILE_CACHE"] ??= compileCache;
}

// An empty value in a compose or .env file means "unset".
function withoutEmpty(source: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(source).filter((entry): entry is [string, string] => (entry[1] ?? "") !== "");
  return Object.fromEntries(entries);
}
