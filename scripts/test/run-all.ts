import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createProgress, type Progress } from "../demo/progress.ts";
import { readToolEnv, repository } from "../env.ts";
import { checks } from "./checks.ts";
import { runCommand } from "./run-command.ts";
import { runVitest, type VitestResult } from "./run-vitest.ts";

interface Totals {
  passed: number;
  failed: number;
  /** Tests that say themselves that something they need is not here. */
  skipped: number;
  /** Output of what failed, shown at the end. */
  failures: { name: string; output: string }[];
}

interface Run {
  env: Record<string, string>;
  progress: Progress;
  totals: Totals;
}

/** Runs every check and test, shows what failed, and ends with the totals. Answers whether all passed. */
export async function runAll(write: (line: string) => void): Promise<boolean> {
  const { inherited } = readToolEnv();
  const env = { ...inherited, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", NO_COLOR: "1", FORCE_COLOR: "0" };
  const run: Run = { env, progress: createProgress(write), totals: { passed: 0, failed: 0, skipped: 0, failures: [] } };
  const ready = await check(run, "database client", [process.execPath, "packages/db/src/cli/generate.ts"]);
  if (ready) {
    await runChecks(run);
    await runAllTests(run);
  }
  for (const { name, output } of run.totals.failures) write(`\n── ${name} ──\n${output.trimEnd()}`);
  const { passed, failed, skipped } = run.totals;
  write(`\n${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`);
  return failed === 0;
}

// Two at a time: as many as the smallest machine we promise anything for has cores.
async function runChecks(run: Run): Promise<void> {
  const waiting = checks();
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await check(run, next.name, next.command);
  };
  await Promise.all([lane(), lane()]);
}

// The shop for the browser tests is built, filled and started beside the other tests. They themselves stand still until the
// others are over, until the folder that they are told of is gone: beside them each page would take twice as long.
async function runAllTests(run: Run): Promise<void> {
  const others = mkdtempSync(join(tmpdir(), "cartwright-tests-"));
  const end = () => rmSync(others, { recursive: true, force: true });
  const beside = { ...run, env: { ...run.env, CARTWRIGHT_TESTS_BESIDE: others } };
  await Promise.all([
    runTests(run, { name: "unit and integration tests", config: "vitest.config.ts" }).finally(end),
    runTests(beside, { name: "browser tests", config: "e2e/vitest.config.ts" }),
  ]);
}

async function check({ env, progress, totals }: Run, name: string, command: [string, ...string[]]): Promise<boolean> {
  const result = await attempt(progress, name, async () => {
    const { ok, output } = await runCommand(command, { env });
    if (!ok) throw new Failure(output);
  });
  count(totals, name, {
    passed: result === undefined ? 1 : 0,
    failed: result === undefined ? 0 : 1,
    skipped: 0,
    output: result ?? "",
  });
  return result === undefined;
}

async function runTests(
  { env, progress, totals }: Run,
  { name, config }: { name: string; config: string },
): Promise<void> {
  if (!existsSync(join(repository, config))) return;
  let result = { passed: 0, failed: 1, skipped: 0, output: "" };
  const failure = await attempt(progress, name, async (note) => {
    result = await runVitest({ config, env: { ...env, NODE_ENV: "test" }, onLine: note });
    note(`${result.passed} passed, ${result.failed} failed`);
    if (result.failed > 0) throw new Failure(result.output);
  });
  count(totals, name, { ...result, output: failure ?? "" });
}

class Failure extends Error {}

// Answers the output of a failure, or undefined.
async function attempt(
  progress: Progress,
  name: string,
  work: (note: (text: string) => void) => Promise<void>,
): Promise<string | undefined> {
  try {
    await progress.step(name, work);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

function count(totals: Totals, name: string, seen: VitestResult): void {
  totals.passed += seen.passed;
  totals.failed += seen.failed;
  totals.skipped += seen.skipped;
  if (seen.failed > 0) totals.failures.push({ name, output: seen.output });
}
