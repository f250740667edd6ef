import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { repository } from "../env.ts";
import { runProgram } from "./run-program.ts";
import { sourceHash } from "./source-hash.ts";

interface BuildOptions {
  env: Record<string, string>;
  log: string;
  signal: AbortSignal;
}

const web = join(repository, "apps/web");
const builtFrom = join(web, ".next/cartwright-sources");
const sources = [
  "apps/web",
  "packages/api",
  "packages/core",
  "packages/db/src",
  "packages/db/prisma",
  "packages/integrations",
  "pnpm-lock.yaml",
  "tsconfig.base.json",
];

/** Builds the web app for production, unless the build on disk was made from these very sources. */
export async function buildWeb({ env, log, signal }: BuildOptions): Promise<"built" | "unchanged"> {
  const hash = sourceHash(repository, sources);
  if (existsSync(builtFrom) && readFileSync(builtFrom, "utf8") === hash) return "unchanged";
  await runProgram({ args: [nextBin(), "build"], cwd: web, env: { ...env, NODE_ENV: "production" }, log, signal });
  // As it was before: what somebody changed meanwhile is not in this build.
  writeFileSync(builtFrom, hash);
  return "built";
}

/** Next's command line, to be run by this very Node. */
export function nextBin(): string {
  return createRequire(join(web, "package.json")).resolve("next/dist/bin/next");
}
