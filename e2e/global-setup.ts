import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";

import { announceDemoFile, chosenDemoFile, instanceEnv } from "./env.ts";

const repository = resolve(import.meta.dirname, "..");
const dataDir = join(repository, ".cartwright-e2e");
const startTimeoutMs = 600_000;

/**
 * Starts a whole demo, with its own database and ports, and tells the tests where its `demo.json` is. With
 * `CARTWRIGHT_DEMO_FILE` set the tests use that instance instead.
 */
export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  if (chosenDemoFile() !== undefined) return undefined;
  rmSync(dataDir, { recursive: true, force: true });
  const demo = spawn(process.execPath, ["scripts/demo.ts"], {
    cwd: repository,
    env: instanceEnv(dataDir),
    stdio: ["ignore", "pipe", "inherit"],
  });
  announceDemoFile(join(dataDir, "demo.json"));
  await untilReady(demo);
  return async () => {
    const ended = once(demo, "exit");
    demo.kill("SIGTERM");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
}

// The last line that a demo prints when everything answers.
function untilReady(demo: ChildProcess): Promise<void> {
  const { promise, resolve: ready, reject } = Promise.withResolvers<void>();
  let output = "";
  const timer = setTimeout(() => reject(new Error(`The demo was not ready in time:\n${output}`)), startTimeoutMs);
  demo.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    if (output.includes("Ctrl-C stops everything")) ready();
  });
  demo.once("exit", (code) => reject(new Error(`The demo ended with code ${code}:\n${output}`)));
  return promise.finally(() => clearTimeout(timer));
}
