import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { startShopifySync } from "@cartwright/core/shopify/sync/start-shopify-sync";
import { createTestShop, type TestShop } from "@cartwright/core/testing";
import type { Db } from "@cartwright/db";
import type { ShopifyKind, SyncMode } from "@cartwright/integrations/contracts";
import { startSandbox } from "@cartwright/integrations/testing";

import { openPrivateDatabase } from "./private-database.ts";
import { emptyQueue } from "./quiet-worker.ts";
import { readStartCommand } from "./start-command.ts";

export interface PulledRun {
  readonly seconds: number;
  readonly created: number;
  readonly updated: number;
}

/** A shop in the sandbox, connected to an organization of its own. */
export interface RigShop {
  /** From asking for the run to its end. */
  pull(kind: ShopifyKind, mode: SyncMode): Promise<PulledRun>;
  /** Waits until the open run has gone through so many. */
  reaches(kind: ShopifyKind, processed: number): Promise<void>;
  change(kind: ShopifyKind, count: number): Promise<void>;
  /** How often Shopify said that there were no points left. */
  refused(): Promise<number>;
  /** Of all rows that came of it but for their ids and times. */
  digest(): Promise<string>;
}

export interface RigWorker {
  /** The most memory that the process has held. */
  peakMiB(): number;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface ShopifyRig {
  openShop(settings: Readonly<Record<string, unknown>>): Promise<RigShop>;
  /** Resolves when the worker takes work. */
  startWorker(): Promise<RigWorker>;
  close(): Promise<void>;
}

/** A database, the sandbox and workers, each a process of its own, as in production. */
export async function openShopifyRig(): Promise<ShopifyRig> {
  const database = await openPrivateDatabase({ connections: 4 });
  await emptyQueue(database.db);
  const sandbox = await startSandbox();
  const env = {
    DATABASE_URL: database.url,
    WEB_URL: "http://127.0.0.1:9",
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    LOG_LEVEL: "silent",
    SHOPIFY_API_KEY: "shopify_client_id",
    SHOPIFY_API_SECRET: "shopify_client_secret",
    SHOPIFY_API_BASE: `${sandbox.url}/shopify`,
  };
  return {
    async openShop(settings) {
      const shop = await createTestShop({ db: database.db });
      const domain = `bench-${randomUUID()}.myshopify.com`;
      const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
        const url = `${sandbox.url}/shopify/control/shops/${domain}${path}`;
        const response = await fetch(url, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
        if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
        return response.json();
      };
      await control("PUT", "", settings);
      const id = randomUUID();
      const row = { id, organizationId: shop.organizationId, shopDomain: domain, apiVersion: "2026-10" };
      await shop.db.prisma.shopifyIntegration.create({
        data: { ...row, grant: "client_credentials", currency: "EUR" },
      });
      return rigShop(shop, id, control);
    },
    startWorker: () => startRigWorker(database.db, env),
    async close() {
      await sandbox.stop();
      await database.close();
    },
  };
}

function rigShop(
  shop: TestShop,
  integrationId: string,
  control: (method: string, path: string, body?: unknown) => Promise<unknown>,
): RigShop {
  const runs = shop.db.prisma.syncRun;
  return {
    async pull(kind, mode) {
      const began = performance.now();
      const { syncRunId: id } = await startShopifySync(shop.ctx, { kind, mode, integrationId });
      for (;;) {
        const { status, created, updated, errorMessage } = await runs.findUniqueOrThrow({ where: { id } });
        if (status === "completed") return { seconds: (performance.now() - began) / 1_000, created, updated };
        if (status === "failed") throw new Error(errorMessage ?? "the run failed");
        await wait(25);
      }
    },
    async reaches(kind, processed) {
      const name = `shopify-${kind}/${integrationId}`;
      for (;;) {
        const run = await runs.findFirst({ where: { name, status: "running" } });
        if (run && run.created + run.updated + run.unchanged >= processed) return;
        await wait(5);
      }
    },
    async change(kind, count) {
      const change = Array.from({ length: count }, (_, index) => ({ index, fields: { note: "changed" } }));
      await control("POST", `/${kind}`, { change, notify: false });
    },
    async refused() {
      const { throttled } = (await control("GET", "")) as { throttled: number };
      return throttled;
    },
    digest: () => digestOf(shop, integrationId),
  };
}

async function digestOf({ db, organizationId }: TestShop, integrationId: string): Promise<string> {
  const [row] = await db.prisma.$queryRaw<{ digest: string }[]>`
    select md5(
      (select string_agg(r.external_id || regexp_replace(r.payload::text, '"[0-9-]{10}T[^"]*Z"', '', 'g'), '' order by r.external_id) from shopify_orders r
        where r.integration_id = ${integrationId}::uuid)
      || (select string_agg(concat(c.external_id, o.status, o.payment_status, o.fulfillment_status, o.total_minor,
          o.captured_minor, o.refunded_minor, o.email, l.position, l.sku, l.quantity, l.shipped_quantity, l.total_minor), ''
          order by c.external_id, l.position)
        from channel_orders c join orders o on o.id = c.order_id join order_lines l on l.order_id = o.id
        where c.organization_id = ${organizationId}::uuid)
      || (select string_agg(concat(v.sku, b.on_hand, b.reserved), '' order by v.sku)
        from stock_balances b join variants v on v.id = b.variant_id where b.organization_id = ${organizationId}::uuid)
    ) as digest`;
  return row?.digest ?? "nothing";
}

// As `pnpm start:worker` does, with what Node compiled kept from one start to the next, as in the demo.
async function startRigWorker({ prisma }: Db, env: NodeJS.ProcessEnv): Promise<RigWorker> {
  const root = join(import.meta.dirname, "..");
  const { flags, script } = readStartCommand("worker");
  const child = spawn(process.execPath, [...flags, script], {
    cwd: join(root, "apps", "worker"),
    env: { ...env, NODE_COMPILE_CACHE: join(root, ".cartwright-bench", "compile-cache") },
    stdio: ["ignore", "inherit", "inherit"],
  });
  while ((await prisma.jobWorker.count({ where: { pid: child.pid ?? 0 } })) === 0) {
    if (child.exitCode !== null) throw new Error(`the worker ended with ${child.exitCode}`);
    await wait(25);
  }
  return {
    peakMiB: () => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1_024,
    kill: () => end(child, "SIGKILL"),
    stop: () => end(child, "SIGTERM"),
  };
}

async function end(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}
