import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start-embedded-postgres.ts";

// One folder for all: making the database files anew takes longer than each of the tests.
let dataDir: string;
let started: EmbeddedPostgres[];

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "cartwright embedded "));
  chmodSync(dataDir, 0o755); // as root the server runs as another user, who must get in
});

beforeEach(() => {
  started = [];
});

afterEach(async () => {
  for (const server of started) await server.stop();
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("of two starts at the same moment in an empty folder both end up on one server", async () => {
  const [first, second] = await Promise.all([start(), start()]);
  expect(await ask(first.url, "select 'one'")).toBe("one");
  expect(second.port).toBe(first.port);
});

test("a folder with a space in its name becomes a running PostgreSQL 18 with durable commits", async () => {
  const server = await start();
  expect(await ask(server.url, "show server_version_num")).toMatch(/^18/);
  expect(await ask(server.url, "show fsync")).toBe("on");
  expect(await ask(server.url, "show synchronous_commit")).toBe("on");
  expect(statSync(join(dataDir, "postgres-password")).mode & 0o777).toBe(0o600);
});

test("a second start joins the running server and does not stop it", async () => {
  const first = await start();
  const second = await start();
  expect({ pid: second.pid, owned: second.owned }).toEqual({ pid: first.pid, owned: false });
  await second.stop();
  expect(await ask(first.url, "select 'still here'")).toBe("still here");
});

test("what was committed survives kill -9 of the server", async () => {
  const first = await start();
  await ask(first.url, "create table kept as select 42 as answer");
  process.kill(first.pid, "SIGKILL");
  await expect.poll(() => serverIsGone(first.pid), { timeout: 10_000 }).toBe(true);
  const second = await start();
  expect(await ask(second.url, "select answer::text from kept")).toBe("42");
});

test("a lock file whose process number now belongs to another program does not stop the start", async () => {
  const first = await start();
  const lockFile = join(dataDir, "postgres/cluster/postmaster.pid");
  const lines = readFileSync(lockFile, "utf8");
  await first.stop();
  writeFileSync(lockFile, lines.replace(/^\d+/, String(process.ppid)));
  const second = await start();
  expect(await ask(second.url, "select 'up'")).toBe("up");
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir });
  started.push(server);
  return server;
}

async function ask(connectionString: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

function serverIsGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
