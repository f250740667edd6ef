import { createSyncStore } from "@cartwright/core/sync/create-sync-store";
import { createTestShop } from "@cartwright/core/testing";
import { createDb } from "@cartwright/db";
import { runSync, type SyncJob } from "@cartwright/integrations/sync";

interface Article {
  readonly sku: string;
  readonly price: number;
}

/** Pulls so many articles over, of which every hundredth costs something else in each round, and prints what it took. */
const [databaseUrl = "", count = "0", round = "0"] = process.argv.slice(2);

const db = createDb({ connectionString: databaseUrl, max: 6, applicationName: "cartwright-bench-sync" });
const { ctx } = await createTestShop({ db });

async function* articles(): AsyncGenerator<Article> {
  for (let n = 1; n <= Number(count); n += 1) yield { sku: `A${n}`, price: n % 100 === 0 ? n + Number(round) : n };
}

const job: SyncJob<Article, Article> = {
  name: "bench",
  fetchExternal: articles,
  getExternalId: ({ sku }) => sku,
  async findLocals(skus) {
    const text = "select sku, price from bench_articles where sku = any($1)";
    const { rows } = await db.pool.query<Article>({ name: "bench_find", text, values: [skus] });
    return new Map(rows.map((row) => [row.sku, row]));
  },
  create: ({ sku }) => Promise.reject(new Error(`${sku} is new`)),
  update: (_, { sku, price }) =>
    db.pool.query({
      name: "bench_update",
      text: "update bench_articles set price = $2 where sku = $1",
      values: [sku, price],
    }),
  isUnchanged: (local, external) => local.price === external.price,
};

const started = performance.now();
const { updated, unchanged } = await runSync(job, { store: createSyncStore(ctx), concurrency: 4 });
const seconds = (performance.now() - started) / 1_000;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const peakRssMiB = maxRSS / 1_024;
const processorSeconds = (userCPUTime + systemCPUTime) / 1_000_000;
console.log(JSON.stringify({ seconds, processorSeconds, peakRssMiB, updated, unchanged }));
await db.close();
