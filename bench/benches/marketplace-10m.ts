import { pino } from "pino";
import { Pool as HttpPool } from "undici";

import { checkIntegrity } from "@cartwright/core/jobs/check-integrity";
import { listDueReceipts } from "@cartwright/core/marketplaces/due-receipts";
import { enqueueDueStores } from "@cartwright/core/marketplaces/enqueue-due-stores";
import { readSyncStatus } from "@cartwright/core/marketplaces/read-sync-status";
import { createDb, type Db } from "@cartwright/db";

import type { Bench, Measurement } from "../bench.ts";
import { runClients } from "../clients.ts";
import { explainStatements } from "../explain-statements.ts";
import { fillMarketplaces, logs, stores, tokenOf } from "../fill-marketplaces.ts";
import { openOwnDatabase } from "../own-database.ts";
import { emptyQueue } from "../quiet-worker.ts";
import { median, percentile } from "../run-bench.ts";
import { openRunningShop } from "../running-shop.ts";

const looks = 2_000;
const connections = 16;
const now = () => new Date();
const say = (line: string) => console.log(line);

export const marketplace10m: Bench = {
  name: "marketplace-10m",
  about: `${logs.toLocaleString("en")} sync logs of ${stores.toLocaleString("en")} stores, one of which has a million`,
  async open() {
    const database = await openOwnDatabase("cartwright_marketplaces");
    const db = createDb({
      connectionString: database.url,
      max: 8,
      applicationName: "cartwright-bench",
      // Filling takes as long as it takes.
      statementTimeoutMs: 0,
    });
    await fillMarketplaces(db.pool, say);
    await printPlans(db);
    await proveSums(db);
    const shop = await openRunningShop({
      // Nobody there takes what the walk adds, or walks by the clock.
      env: { DATABASE_URL: database.url, WORKER_ROLES: "relay" },
    });
    const http = new HttpPool(shop.webUrl, { connections });
    return {
      async run() {
        const reading = await measureReading(db);
        const walking = await measureWalking(db);
        return [...reading, ...walking, ...(await measureImport(db, http))];
      },
      async close() {
        await http.close();
        await shop.close();
        await db.close();
        await database.close();
      },
    };
  },
};

const storeIdOf = (n: number) => `01980000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
const anyStore = () => 1 + Math.floor(Math.random() * stores);
const due = (db: Db, n: number) => listDueReceipts({ db, now }, { storeId: storeIdOf(n), limit: 50 });
const walk = (db: Db) => enqueueDueStores({ db, now }, { requestId: "bench" });

async function printPlans(db: Db): Promise<void> {
  const asked: Readonly<Record<string, (spied: Db) => Promise<unknown>>> = {
    "status of a store": (spied) => readSyncStatus({ db: spied }, { syncToken: tokenOf(anyStore()) }),
    "status of the store with a million logs": (spied) => readSyncStatus({ db: spied }, { syncToken: tokenOf(1) }),
    "what is due of a store": (spied) => due(spied, anyStore()),
    "what is due of the store with a million logs": (spied) => due(spied, 1),
    "a page of the scheduler's walk": async (spied) => {
      const signal = AbortSignal.timeout(1);
      await enqueueDueStores({ db: spied, now }, { requestId: "bench", signal });
    },
  };
  for (const [what, work] of Object.entries(asked)) {
    await emptyQueue(db);
    const [plan = ""] = await explainStatements(db, work);
    say(`\n${what}\n${plan.replaceAll(/^/gm, "  ")}`);
  }
}

async function proveSums(db: Db): Promise<void> {
  const started = performance.now();
  const findings = await checkIntegrity({ db, log: pino({ level: "silent" }) });
  if (findings.length > 0) throw new Error(`the sums of ${findings.length} stores are not those of their logs`);
  say(`\n  all sums counted anew in ${Math.round(performance.now() - started)} ms`);
}

async function measureReading(db: Db): Promise<Measurement[]> {
  const reads: Readonly<Record<string, () => Promise<unknown>>> = {
    status: () => readSyncStatus({ db }, { syncToken: tokenOf(anyStore()) }),
    "status, a million logs": () => readSyncStatus({ db }, { syncToken: tokenOf(1) }),
    "what is due": () => due(db, anyStore()),
    "what is due, a million logs": () => due(db, 1),
  };
  const measured: Measurement[] = [];
  for (const [name, read] of Object.entries(reads)) {
    const times: number[] = [];
    for (let n = 0; n < looks; n += 1) times.push(await time(read));
    const promise = { unit: "ms", promised: 5, lowerIsBetter: true };
    measured.push({ metric: `${name}, median`, value: median(times), ...promise });
    measured.push({ metric: `${name}, p99`, value: percentile(times, 0.99), unit: "ms" });
  }
  return measured;
}

async function measureWalking(db: Db): Promise<Measurement[]> {
  await emptyQueue(db);
  const before = process.memoryUsage.rss();
  const adding = await time(() => walk(db).then(expectJobs(stores)));
  const passing = await time(() => walk(db).then(expectJobs(0)));
  const grownMiB = (process.memoryUsage.rss() - before) / 2 ** 20;
  await emptyQueue(db);
  return [
    { metric: "a walk that adds every job", value: adding / 1_000, unit: "s", promised: 10, lowerIsBetter: true },
    { metric: "a walk when they are there", value: passing / 1_000, unit: "s", promised: 10, lowerIsBetter: true },
    { metric: "memory that both took", value: grownMiB, unit: "MiB", promised: 50, lowerIsBetter: true },
  ];
}

function expectJobs(jobs: number) {
  return ({ scannedStores, enqueuedJobs }: { scannedStores: number; enqueuedJobs: number }): void => {
    if (scannedStores !== stores || enqueuedJobs !== jobs)
      throw new Error(`${scannedStores} stores were walked and ${enqueuedJobs} jobs added`);
  };
}

async function measureImport(db: Db, http: HttpPool): Promise<Measurement[]> {
  const before = await imported(db);
  const round = Date.now();
  const { perSecond, latenciesMs } = await runClients(
    { count: connections, durationMs: 10_000 },
    async (client, turn) => {
      const n = 2 + ((client * 6_133 + turn * 97) % (stores - 1));
      // The sandbox takes what ends in an odd digit, and these two have no sum that it limits.
      const receipt = `bench-${round}-${client}-${turn}-01`;
      const { statusCode, body } = await http.request({
        method: "POST",
        path: "/api/v1/orders/import",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ syncToken: tokenOf(n), receipt }),
      });
      const text = await body.text();
      if (statusCode !== 200 || !text.startsWith('{"success":true')) throw new Error(`${statusCode}: ${text}`);
      return true;
    },
  );
  if ((await imported(db)) - before < latenciesMs.length) throw new Error("the sums lost imports");
  return [
    { metric: "imports over HTTP", value: perSecond, unit: "/s", promised: 300 },
    { metric: "import, p95", value: percentile(latenciesMs, 0.95), unit: "ms" },
  ];
}

async function imported({ pool }: Db): Promise<number> {
  const { rows } = await pool.query<{ sum: string }>("select sum(imported_orders) as sum from marketplace_stores");
  return Number(rows[0]?.sum ?? 0);
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
