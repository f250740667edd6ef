import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { expect, test } from "vitest";

import { readEnv } from "./env.ts";
import { startBench, stripeFor } from "./testing-sandbox.ts";

interface LogLine {
  msg: string;
  url?: string;
  error?: string;
}

function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    env: { PATH: "/usr/bin", ...env },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<LogLine> => {
    const line = await lines.next();
    return JSON.parse(String(line.value)) as LogLine;
  };
  return { child, nextLine };
}

test("the program says where it listens in a JSON line, serves, and leaves cleanly on SIGTERM", async () => {
  const { child, nextLine } = run({ SANDBOX_PORT: "0" });
  const ready = await nextLine();
  expect(ready.msg).toBe("sandbox_ready");
  const health = await fetch(`${ready.url}/health`);
  expect(await health.json()).toMatchObject({ status: "ok" });
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
});

test("a webhook that waits for its answer or its next attempt does not hold up the end", async () => {
  const { child, nextLine } = run({ SANDBOX_PORT: "0", WEB_URL: "http://127.0.0.1:1" });
  const ready = await nextLine();
  await stripeFor(String(ready.url)).customers.create({});
  const exited = once(child, "exit");
  const startedAt = performance.now();
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});

test("a taken port ends the start with a sentence that names the variable", async () => {
  const bench = await startBench();
  const { child, nextLine } = run({ SANDBOX_PORT: new URL(bench.sandbox.url).port });
  const exited = once(child, "exit");
  expect(await nextLine()).toMatchObject({
    msg: "sandbox_not_started",
    error: "The port is taken. Set SANDBOX_PORT to a free one.",
  });
  expect(await exited).toEqual([1, null]);
  await bench.close();
});

test("a value that cannot be used names its variable; an empty one counts as unset", () => {
  expect(() => readEnv({ SANDBOX_PORT: "many" })).toThrow("Set SANDBOX_PORT");
  expect(readEnv({ SANDBOX_PORT: "", WEB_URL: "http://localhost:3100/" })).toMatchObject({
    SANDBOX_PORT: 4000,
    WEB_URL: "http://localhost:3100",
  });
});

test("the front page lists what there is, unknown paths and methods are told apart", async () => {
  const bench = await startBench();
  expect((await bench.call("GET", "/")).text).toContain("/matkahuolto/…");
  expect((await bench.call("GET", "/nowhere")).status).toBe(404);
  expect((await bench.call("DELETE", "/health")).status).toBe(405);
  await bench.stripe.customers.create({});
  expect((await bench.call("POST", "/reset")).status).toBe(204);
  expect((await bench.stripe.events.list()).data).toEqual([]);
  await bench.close();
});
