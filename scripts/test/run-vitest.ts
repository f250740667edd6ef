import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { z } from "zod";

import { repository } from "../env.ts";
import { runCommand } from "./run-command.ts";

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

export interface VitestResult {
  passed: number;
  failed: number;
  skipped: number;
  output: string;
}

interface VitestOptions {
  config: string;
  env: Record<string, string>;
  onLine: (line: string) => void;
}

/** Runs all tests of one Vitest configuration. A file that cannot be loaded counts as a failure. */
export async function runVitest({ config, env, onLine }: VitestOptions): Promise<VitestResult> {
  const folder = mkdtempSync(join(tmpdir(), "cartwright-report-"));
  const file = join(folder, "report.json");
  const vitest = join(repository, "node_modules/.bin/vitest");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  try {
    const { ok, output } = await runCommand([vitest, "run", "--config", config, "--no-color", ...reporters], {
      env,
      onLine,
    });
    return { ...count(file, ok), output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(file: string, ok: boolean): Omit<VitestResult, "output"> {
  const parsed = report.safeParse(readReport(file));
  if (!parsed.success) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = parsed.data;
  const unloadable = testResults.filter((suite) => suite.status === "failed" && suite.assertionResults.length === 0);
  const failed = numFailedTests + unloadable.length;
  return { passed: numPassedTests, failed: failed === 0 && !ok ? 1 : failed, skipped: numPendingTests };
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // Vitest ended before it could write: the caller counts that as a failure
  }
}
