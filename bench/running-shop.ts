import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { z } from "zod";

import { createDb, type Db } from "@cartwright/db";

import { inheritedEnv } from "./env.ts";

const repository = resolve(import.meta.dirname, "..");
const dataDir = join(repository, ".cartwright-bench", "shop");

const demoShape = z.object({
  webUrl: z.string(),
  sandboxUrl: z.string(),
  databaseUrl: z.string(),
  organizationId: z.string(),
  apiKey: z.string(),
  webhookSecrets: z.record(z.string(), z.string()),
  // The file is there as soon as the database is; the programs follow.
  pids: z.object({ web: z.number(), worker: z.number() }),
});

/** The whole of Cartwright as a merchant runs it, on ports and in a folder of the bench's own. */
export interface RunningShop extends z.infer<typeof demoShape> {
  readonly db: Db;
  /** From the start of the command until it was ready. */
  readonly readyMs: number;
  close(): Promise<void>;
}

/**
 * Starts the production demo for a bench, with limits that do not stand in the way of a load. `env` says what
 * is to be otherwise: another database, a worker with fewer roles.
 */
export async function openRunningShop({ env = {} }: { env?: Record<string, string> } = {}): Promise<RunningShop> {
  const file = join(dataDir, "demo.json");
  rmSync(file, { force: true });
  const started = performance.now();
  const demo = spawn(process.execPath, [join(repository, "scripts", "demo.ts")], {
    cwd: repository,
    env: {
      ...inheritedEnv(),
      CARTWRIGHT_DATA_DIR: dataDir,
      PORT: "3600",
      SANDBOX_PORT: "4600",
      RATE_LIMIT_PER_MINUTE: "100000000",
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    await untilReady(demo, file);
  } catch (error) {
    await stop(demo);
    throw error;
  }
  const readyMs = performance.now() - started;
  const shop = demoShape.parse(JSON.parse(readFileSync(file, "utf8")));
  const db = createDb({ connectionString: shop.databaseUrl, max: 8, applicationName: "cartwright-bench" });
  await db.prisma.apiKey.updateMany({ data: { rateLimitPerMinute: 100_000_000 } });
  return {
    ...shop,
    db,
    readyMs,
    async close() {
      await db.close();
      await stop(demo);
    },
  };
}

async function untilReady(demo: ChildProcess, file: string): Promise<void> {
  for (const until = Date.now() + 600_000; Date.now() < until; await wait(50)) {
    if (demo.exitCode !== null) throw new Error(`the demo ended with ${demo.exitCode}; see ${join(dataDir, "logs")}`);
    if (!existsSync(file)) continue;
    const { data: shop } = demoShape.safeParse(JSON.parse(readFileSync(file, "utf8")));
    const ready = shop && (await fetch(`${shop.webUrl}/api/health/ready`).catch(() => null));
    if (ready?.ok === true) return;
  }
  throw new Error("the demo was not ready within ten minutes");
}

async function stop(demo: ChildProcess): Promise<void> {
  if (demo.exitCode !== null) return;
  const ended = new Promise((done) => demo.once("exit", done));
  demo.kill("SIGTERM");
  await ended;
}

/** Resident memory of a process in MiB, its children included, as Linux counts it. */
export function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? "0";
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  return Number(kib) / 1024 + children.reduce((sum, child) => sum + residentMiB(Number(child)), 0);
}

/** A request body of one order by invoice, and the headers that it needs. */
export function orderRequest(shop: RunningShop, sku: string): { headers: Record<string, string>; body: string } {
  return {
    headers: {
      authorization: `Bearer ${shop.apiKey}`,
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
    },
    body: JSON.stringify({ email: "bench@example.com", items: [{ sku, quantity: 1 }], paymentMethod: "invoice" }),
  };
}
