import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { isRunning } from "./is-running.ts";
import { supervise, type Supervised } from "./supervise.ts";

let folder: string;
let started: Supervised[];
let parents: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cartwright supervise "));
  started = [];
  parents = [];
});

afterEach(async () => {
  for (const program of started) await program.stop();
  for (const parent of parents) parent.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

test("a program killed with SIGKILL is running again, with a new number", async () => {
  const pids: number[] = [];
  superviseScript("setInterval(() => {}, 1000);", { onStart: (pid) => pids.push(pid) });
  await expect.poll(() => isRunning(pids[0], folder)).toBe(true);
  process.kill(pids[0] ?? 0, "SIGKILL");
  await expect.poll(() => pids.length).toBe(2);
  await expect.poll(() => isRunning(pids[1], folder)).toBe(true);
});

test("after five deaths within a minute it is given up, with the end of its log", async () => {
  const pids: number[] = [];
  const gaveUp = Promise.withResolvers<Error>();
  superviseScript('console.log("the reason"); process.exit(3);', {
    onStart: (pid) => pids.push(pid),
    onGiveUp: gaveUp.resolve,
  });
  const error = await gaveUp.promise;
  expect(error.message).toMatch(/fake died 5 times within a minute/);
  expect(error.message).toContain("the reason");
  expect(pids).toHaveLength(5);
});

test("stop lets the program end by itself, and is not a death", async () => {
  const restarts: string[] = [];
  const program = superviseScript(
    'process.on("SIGTERM", () => { console.log("ended cleanly"); process.exit(0); }); console.log("up"); setInterval(() => {}, 1000);',
    { onRestart: (text) => restarts.push(text) },
  );
  await expect.poll(readLog).toContain("up");
  await program.stop();
  expect(readLog()).toContain("ended cleanly");
  expect(restarts).toEqual([]);
});

test("a program that ignores SIGTERM is killed after its grace, with whatever it had started", async () => {
  const pids: number[] = [];
  const program = superviseScript(stubbornWithChild(), { onStart: (pid) => pids.push(pid), graceSeconds: 0.2 });
  await expect.poll(readLog).toMatch(/child \d+/);
  await program.stop();
  const child = Number(/child (\d+)/.exec(readLog())?.[1]);
  await expect.poll(() => [isRunning(pids[0], folder), isRunning(child, folder)]).toEqual([false, false]);
});

test("when the supervisor itself is killed with SIGKILL, nothing it started stays", async () => {
  const script = writeScript("fake.mjs", stubbornWithChild());
  const parentScript = writeScript("parent.mjs", parentSource(script));
  const parent = spawn(process.execPath, [parentScript], { stdio: "ignore" });
  parents.push(parent);
  await expect.poll(readLog, { timeout: 10_000 }).toMatch(/child \d+/);
  const left = [/self (\d+)/, /child (\d+)/].map((pattern) => Number(pattern.exec(readLog())?.[1]));
  parent.kill("SIGKILL");
  await expect.poll(() => left.map((pid) => isRunning(pid, folder)), { timeout: 10_000 }).toEqual([false, false]);
});

function superviseScript(
  source: string,
  options: Partial<Pick<Parameters<typeof supervise>[0], "onStart" | "onRestart" | "onGiveUp" | "graceSeconds">>,
): Supervised {
  const program = supervise({
    name: "fake",
    args: [writeScript("fake.mjs", source)],
    cwd: folder,
    env: {},
    log: join(folder, "fake.log"),
    graceSeconds: 5,
    onGiveUp: () => undefined,
    ...options,
  });
  started.push(program);
  return program;
}

function stubbornWithChild(): string {
  const child = writeScript("child.mjs", "setInterval(() => {}, 1000);");
  return `
    import { spawn } from "node:child_process";
    process.on("SIGTERM", () => {});
    const child = spawn(process.execPath, [${JSON.stringify(child)}], { stdio: "ignore" });
    console.log("self " + process.pid + " child " + child.pid);
    setInterval(() => {}, 1000);`;
}

function parentSource(script: string): string {
  const options = {
    name: "fake",
    args: [script],
    cwd: folder,
    env: {},
    log: join(folder, "fake.log"),
    graceSeconds: 1,
  };
  return `
    import { supervise } from ${JSON.stringify(join(import.meta.dirname, "supervise.ts"))};
    supervise({ ...${JSON.stringify(options)}, onGiveUp: () => {} });
    setInterval(() => {}, 1000);`;
}

function writeScript(name: string, source: string): string {
  const file = join(folder, name);
  writeFileSync(file, source);
  return file;
}

function readLog(): string {
  return readFileSync(join(folder, "fake.log"), "utf8");
}
