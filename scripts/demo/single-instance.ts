import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { type DemoFile, readDemoFile } from "./demo-file.ts";
import { isRunning } from "./is-running.ts";
import { ask } from "./wait-for-http.ts";

interface SingleOptions {
  dataDir: string;
  say: (text: string) => void;
}

const patienceMs = 300_000;
const leftoverPatienceMs = 20_000;

/**
 * Makes sure that one data folder has one demo. Answers the running instance when there is one; otherwise this process is
 * now the one, and calls `release` at its end.
 */
export async function becomeTheOne({
  dataDir,
  say,
}: SingleOptions): Promise<{ running: DemoFile } | { release: () => void }> {
  const lock = join(dataDir, "demo.pid");
  const deadline = Date.now() + patienceMs;
  let told = false;
  while (!tryLock(lock)) {
    const holder = readHolder(lock);
    if (holder === undefined) continue;
    const running = await healthyInstance(dataDir);
    if (running !== undefined) return { running };
    if (Date.now() > deadline)
      throw new Error(`Another demo (process ${holder}) is not getting ready. Stop it, then start again.`);
    if (!told) say(`  … another demo (process ${holder}) is starting; waiting for it`);
    told = true;
    await wait(500);
  }
  await waitForLeftovers(dataDir, say);
  return { release: () => rmSync(lock, { force: true }) };
}

function tryLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (existsSync(lock)) return false;
    throw error;
  }
}

// A holder that is gone leaves its file behind; it is removed so that the next try succeeds.
function readHolder(lock: string): number | undefined {
  const pid = existsSync(lock) ? Number.parseInt(readFileSync(lock, "utf8"), 10) : Number.NaN;
  if (isRunning(pid, "scripts/de")) return pid;
  rmSync(lock, { force: true });
  return undefined;
}

async function healthyInstance(dataDir: string): Promise<DemoFile | undefined> {
  const demo = readDemoFile(dataDir);
  if (demo === undefined || demo.pids.web === null) return undefined;
  const answer = await ask(`${demo.webUrl}/api/health`);
  return answer instanceof Response && answer.ok ? demo : undefined;
}

// After `kill -9` of a demo its programs take a moment to notice; until then they hold their ports.
async function waitForLeftovers(dataDir: string, say: (text: string) => void): Promise<void> {
  const { web, worker, sandbox } = readDemoFile(dataDir)?.pids ?? {};
  const left = () => [web, worker, sandbox].filter((pid) => isRunning(pid, "apps/"));
  if (left().length === 0) return;
  say("  … waiting for the programs of the last demo to end");
  const deadline = Date.now() + leftoverPatienceMs;
  while (left().length > 0 && Date.now() < deadline) await wait(100);
}
