import { expect, test, vi } from "vitest";

import { ProviderUnavailableError } from "../contracts/errors.ts";
import type { SyncJob, SyncOutcome, SyncSource } from "../contracts/sync-job.ts";
import type { SyncProgress } from "../contracts/sync.ts";
import { createMemorySyncStore } from "./memory-sync-store.ts";
import { runSync } from "./run-sync.ts";
import { syncIntervals } from "./sync-intervals.ts";
import { createSyncRegistry } from "./sync-registry.ts";

interface Article {
  readonly sku: string;
  readonly price: number;
}

const article = (n: number, price = n): Article => ({ sku: `A${n}`, price });
const articles = (count: number): Article[] => Array.from({ length: count }, (_, n) => article(n));

/** A job that pulls articles into a map. */
function pull(source: () => SyncSource<Article>, shelf = new Map<string, Article>()) {
  const job: SyncJob<Article, Article> = {
    name: "articles",
    fetchExternal: () => source(),
    getExternalId: ({ sku }) => sku,
    findLocals: (ids) => new Map(ids.flatMap((id) => (shelf.has(id) ? [[id, shelf.get(id) as Article]] : []))),
    create: (external) => shelf.set(external.sku, external),
    update: (_, external) => shelf.set(external.sku, external),
    isUnchanged: (local, external) => local.price === external.price,
    remove: (sku) => shelf.delete(sku),
  };
  return { job, shelf };
}

async function* stream(items: readonly Article[]) {
  yield* items;
}

const counts = { created: 0, updated: 0, unchanged: 0, removed: 0, errors: 0 };

test("new items are created, changed ones updated, and the rest is left alone", async () => {
  const { job, shelf } = pull(() => [article(1), article(2, 9), article(3)]);
  shelf.set("A2", article(2)).set("A3", article(3));
  const result = await runSync(job);
  expect(result).toMatchObject({
    ...counts,
    name: "articles",
    status: "completed",
    created: 1,
    updated: 1,
    unchanged: 1,
  });
  expect(new Map([...shelf].map(([sku, { price }]) => [sku, price]))).toEqual(
    new Map([
      ["A1", 1],
      ["A2", 9],
      ["A3", 3],
    ]),
  );
});

test("an iterable is read as it comes, and never more than a batch ahead", async () => {
  let handedOut = 0;
  async function* counted() {
    for (const item of articles(1_000)) {
      handedOut += 1;
      yield item;
    }
  }
  const ahead: number[] = [];
  const { job } = pull(counted);
  let created = 0;
  const create = () => {
    ahead.push(handedOut - created);
    created += 1;
  };
  expect(await runSync({ ...job, create }, { batchSize: 50 })).toMatchObject({ created: 1_000 });
  expect(Math.max(...ahead)).toBe(50);
});

test("pages are asked for by the cursor that the last one named, and each is saved once", async () => {
  const all = articles(25);
  const cursors: (string | null)[] = [];
  const onProgress = vi.fn<(progress: { cursor: string | null; total: number | null }) => void>();
  const { job } = pull(() => []);
  const paged: typeof job = {
    ...job,
    fetchExternal({ cursor }) {
      cursors.push(cursor);
      const from = Number(cursor ?? 0);
      const next = from + 10;
      return { items: all.slice(from, next), nextCursor: next < 25 ? String(next) : null, total: 25 };
    },
  };
  expect(await runSync(paged, { onProgress })).toMatchObject({ ...counts, created: 25 });
  expect(cursors).toEqual([null, "10", "20"]);
  expect(onProgress.mock.calls.map(([{ cursor, total }]) => [cursor, total])).toEqual([
    ["10", 25],
    ["20", 25],
    [null, 25],
  ]);
});

test("items that fail are counted, the first of them with their words, and the rest goes on", async () => {
  const { job, shelf } = pull(() => [...articles(10), { sku: "", price: 0 }]);
  const create = (external: Article) => {
    if (external.price % 2 === 1) throw new Error(`${external.sku} is odd`);
    shelf.set(external.sku, external);
  };
  const result = await runSync({ ...job, create }, { maxErrorSamples: 2 });
  expect(result).toMatchObject({ ...counts, status: "completed", created: 5, errors: 6 });
  expect(result.errorSamples).toEqual([
    { externalId: null, message: "the item has no id" },
    { externalId: "A1", message: "A1 is odd" },
  ]);
});

test("an item that is named twice is created once", async () => {
  const { job } = pull(() => [article(1), article(2), article(1, 7)]);
  expect(await runSync(job)).toMatchObject({ created: 2, updated: 1 });
});

test("items may be looked up one by one, and several be worked on at once", async () => {
  const { job, shelf } = pull(() => articles(20));
  let underWay = 0;
  let most = 0;
  const { findLocals: _, ...rest } = job;
  const single: SyncJob<Article, Article> = {
    ...rest,
    findLocal: async (id) => shelf.get(id),
    async create(external) {
      underWay += 1;
      most = Math.max(most, underWay);
      await Promise.resolve();
      shelf.set(external.sku, external);
      underWay -= 1;
    },
  };
  expect(await runSync(single, { concurrency: 4 })).toMatchObject({ created: 20 });
  expect(most).toBe(4);
});

test("a source that fails for a moment is asked again; one that stays away fails the run", async () => {
  let asked = 0;
  const { job } = pull(() => {
    asked += 1;
    if (asked < 3) throw new ProviderUnavailableError("away");
    return articles(3);
  });
  expect(await runSync(job, { retry: { delayMs: 1 } })).toMatchObject({ created: 3 });
  const away = pull(() => Promise.reject(new ProviderUnavailableError("away")));
  await expect(runSync(away.job, { retry: { delayMs: 1 } })).rejects.toThrow("away");
});

test("what vanished outside is removed, but nothing that no run has seen there", async () => {
  const store = createMemorySyncStore();
  let outside = articles(20);
  const { job, shelf } = pull(() => stream(outside));
  shelf.set("own", { sku: "own", price: 1 });
  await runSync(job, { store });
  outside = articles(17);
  expect(await runSync(job, { store })).toMatchObject({ ...counts, unchanged: 17, removed: 3 });
  expect(shelf.size).toBe(18);
  expect(await runSync(job, { store })).toMatchObject({ ...counts, unchanged: 17 });
});

test("an outside that suddenly is empty removes nothing and fails the run", async () => {
  const store = createMemorySyncStore();
  let outside = articles(20);
  const { job, shelf } = pull(() => outside);
  await runSync(job, { store });
  outside = [];
  await expect(runSync(job, { store })).rejects.toThrow("20 of 20 items are no longer there");
  expect(shelf.size).toBe(20);
  expect(await runSync(job, { store, maxRemovedShare: 1 })).toMatchObject({ removed: 20 });
});

test("one that cannot be removed is tried again by the next run", async () => {
  const store = createMemorySyncStore();
  let outside = articles(3);
  const { job } = pull(() => outside);
  await runSync(job, { store });
  outside = articles(2);
  const remove = vi.fn<(id: string) => void>().mockImplementationOnce(() => {
    throw new Error("locked");
  });
  expect(await runSync({ ...job, remove }, { store })).toMatchObject({ removed: 0, errors: 1 });
  expect(await runSync({ ...job, remove }, { store })).toMatchObject({ removed: 1, errors: 0 });
  expect(remove.mock.calls.map(([id]) => id)).toEqual(["A2", "A2"]);
});

test("an abort ends the run between items, and the next run goes on at the page that was under way", async () => {
  const store = createMemorySyncStore();
  const stop = new AbortController();
  const cursors: (string | null)[] = [];
  const { job, shelf } = pull(() => []);
  const paged: typeof job = {
    ...job,
    fetchExternal({ cursor }) {
      cursors.push(cursor);
      const from = Number(cursor ?? 0);
      return { items: articles(30).slice(from, from + 10), nextCursor: from < 20 ? String(from + 10) : null };
    },
    create(external) {
      shelf.set(external.sku, external);
      if (shelf.size === 15) stop.abort(new Error("stopping"));
    },
  };
  await expect(runSync(paged, { store, signal: stop.signal })).rejects.toThrow("stopping");
  expect(shelf.size).toBe(15);
  expect(await runSync(paged, { store })).toMatchObject({ status: "completed", created: 25, unchanged: 5 });
  expect(cursors).toEqual([null, "10", "10", "20"]);
  expect(shelf.size).toBe(30);
});

test("of one job one run is under way at a time", async () => {
  const store = createMemorySyncStore();
  const gate = Promise.withResolvers<Article[]>();
  const { job } = pull(() => gate.promise);
  const first = runSync(job, { store });
  await expect(runSync(job, { store })).rejects.toThrow("articles is being run by another");
  gate.resolve(articles(1));
  expect(await first).toMatchObject({ created: 1 });
});

test("jobs are known by name once, and only those that are known can be scheduled", async () => {
  const registry = createSyncRegistry();
  const { job } = pull(() => articles(2));
  registry.registerSyncJob(job);
  expect(() => registry.registerSyncJob(job)).toThrow("there are two sync jobs named articles");
  expect(() => registry.scheduleSyncJob("orders", syncIntervals.days(1))).toThrow("no sync job named orders");
  registry.scheduleSyncJob("articles", syncIntervals.hours(1));
  expect(registry.schedules()).toEqual([{ name: "articles", everyMs: 3_600_000 }]);
  const store = createMemorySyncStore();
  expect(await registry.find("articles")?.run({ store })).toMatchObject({ created: 2 });
});

test.for([0, -1, 1.5, Number.NaN])("an interval of %s minutes is refused", (count) => {
  expect(() => syncIntervals.minutes(count)).toThrow(RangeError);
});

/** A job that writes pages of ten of thirty numbers at once. */
function pages(write: (items: readonly number[]) => Promise<readonly SyncOutcome[]>) {
  const job: SyncJob<number> = {
    name: "pages",
    fetchExternal({ cursor }) {
      const from = Number(cursor ?? 0);
      const items = Array.from({ length: 10 }, (_, at) => from + at);
      return { items, nextCursor: from < 20 ? String(from + 10) : null, total: 30, step: "reading" };
    },
    writeAll: write,
  };
  return job;
}

test("a job that writes pages is given each page once, and says item by item what became of it", async () => {
  const written: number[][] = [];
  const job = pages(async (items) => {
    written.push([...items]);
    return items.map((n): SyncOutcome => {
      if (n === 7) return { result: "failed", externalId: "7", error: new Error("bad") };
      const change = { externalId: String(n), change: "created" as const };
      return n % 2 === 0 ? { result: "created", change } : { result: "unchanged" };
    });
  });
  const result = await runSync(job);
  expect(written.map((items) => items.length)).toEqual([10, 10, 10]);
  expect(result).toMatchObject({ ...counts, created: 15, unchanged: 14, errors: 1 });
  expect(result.errorSamples).toEqual([{ externalId: "7", message: "bad" }]);
});

test("what a complete run did not see is removed together, what it cannot confirm stays, and the end is told once", async () => {
  const ended: string[] = [];
  const asked: (readonly string[])[] = [];
  const job: SyncJob<number> = {
    ...pages(async (items) => items.map(() => ({ result: "unchanged" as const }))),
    sweep: {
      count: async () => ({ vanished: 2, known: 30 }),
      list: async (after: string | null) => (after === null ? ["a", "b"] : []),
      async removeAll(ids: readonly string[]) {
        asked.push(ids);
        return [{ externalId: "b", title: "B" }];
      },
    },
    complete: ({ mode }) => ended.push(mode),
  };
  const saved: SyncProgress[] = [];
  const result = await runSync(job, { onProgress: (progress) => saved.push(progress) });
  expect(result).toMatchObject({ ...counts, unchanged: 30, removed: 1 });
  expect(asked).toEqual([["a", "b"]]);
  expect(saved.at(-1)?.changes).toEqual([{ externalId: "b", title: "B", change: "removed" }]);
  expect(ended).toEqual(["full"]);
});

test("a run for what changed alone misses nothing: it removes nothing", async () => {
  const memory = createMemorySyncStore();
  const store = { begin: async (name: string) => ({ ...(await memory.begin(name)), mode: "incremental" as const }) };
  const never = () => Promise.reject(new Error("nobody asks"));
  const job: SyncJob<number> = {
    ...pages(async (items) => items.map(() => ({ result: "updated" as const }))),
    sweep: { count: never, list: never, removeAll: never },
  };
  expect(await runSync(job, { store })).toMatchObject({ ...counts, updated: 30 });
});

test("a run that fails gives up what it began outside", async () => {
  const abandoned: (string | null)[] = [];
  const job: SyncJob<number> = {
    ...pages(async ([first]) => {
      if (first === 10) throw new Error("the database is away");
      return [];
    }),
    abandon: (_, { cursor }) => abandoned.push(cursor),
  };
  await expect(runSync(job)).rejects.toThrow("the database is away");
  expect(abandoned).toEqual(["10"]);
});

test("a family has a job for each of its things, and tells for whom it runs", async () => {
  const registry = createSyncRegistry();
  const opened: unknown[] = [];
  registry.registerSyncFamily("shop-numbers", async (one) => {
    opened.push(one);
    return { ...pages(async () => []), name: one.name };
  });
  const scope = { organizationId: "o", requestId: "r" };
  expect(await registry.find("shop-numbers/one")?.run({ scope })).toMatchObject({ name: "shop-numbers/one" });
  expect(opened).toEqual([{ ...scope, name: "shop-numbers/one", what: "one" }]);
  expect(registry.find("shop-letters/one")).toBeUndefined();
  expect(registry.names()).toEqual(["shop-numbers"]);
  expect(() => registry.registerSyncFamily("shop-numbers", async () => pages(async () => []))).toThrow("two families");
});
