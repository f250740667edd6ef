import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { createSyncStore } from "@cartwright/core/sync/create-sync-store";
import { startSync } from "@cartwright/core/sync/start-sync";
import { createTestShop, type TestShop } from "@cartwright/core/testing";
import { ProviderUnavailableError } from "@cartwright/integrations/contracts";
import { createSyncRegistry, type SyncJob, type SyncRegistry } from "@cartwright/integrations/sync";

import { runSyncJob } from "./run-sync-job.ts";
import { JobStopped } from "./running-jobs.ts";

let shop: TestShop;
let registry: SyncRegistry;
let name = "";
let n = 0;

beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());
beforeEach(() => {
  registry = createSyncRegistry();
  name = `job-${(n += 1)}`;
});

const work = (given: { onlyOpen?: boolean; signal?: AbortSignal } = {}) => {
  const { signal = new AbortController().signal, ...payload } = given;
  const services = { ...shop.services, syncJobs: registry };
  return runSyncJob({
    services,
    payload: { organizationId: shop.organizationId, name, ...payload },
    requestId: "r",
    signal,
  });
};

const runs = () => shop.db.prisma.syncRun.findMany({ where: { name }, orderBy: { createdAt: "asc" } });

async function waitingJob() {
  const key = `sync:${shop.organizationId}:${name}`;
  const [job] = await shop.db.prisma.$queryRaw<{ only_open: boolean | null; later: boolean }[]>`
    select (payload->>'onlyOpen')::boolean as only_open, run_at > now() + interval '2 seconds' as later
    from graphile_worker._private_jobs where key = ${key}`;
  return job;
}

/** Numbers in pages of ten, and what came of them. */
function numbers(create: (id: string, made: Map<string, number>) => unknown) {
  const made = new Map<string, number>();
  const cursors: (string | null)[] = [];
  const job: SyncJob<number, number> = {
    name,
    fetchExternal({ cursor }) {
      cursors.push(cursor);
      const from = Number(cursor ?? 0);
      const items = Array.from({ length: 10 }, (_, index) => from + index);
      return { items, nextCursor: from < 20 ? String(from + 10) : null, total: 30 };
    },
    getExternalId: String,
    findLocal: (id) => made.get(id),
    create: (external) => create(String(external), made),
    update: () => undefined,
    isUnchanged: () => true,
  };
  return { job, made, cursors };
}

const keep = (id: string, made: Map<string, number>) => made.set(id, (made.get(id) ?? 0) + 1);

test("a job that was asked for is done and written down", async () => {
  const { job, made } = numbers(keep);
  registry.registerSyncJob(job);
  const { syncRunId } = await startSync(shop.ctx, { name });
  await work();
  expect(made.size).toBe(30);
  expect(await runs()).toMatchObject([{ id: syncRunId, status: "completed", created: 30, totalItems: 30, errors: 0 }]);
});

test("a run whose worker died goes on at its page, and nothing is made twice", async () => {
  const dies = Promise.withResolvers<void>();
  const { job, made, cursors } = numbers((id, all) => {
    keep(id, all);
    // The process is gone in the middle of the second page: it never comes back from here.
    if (all.size !== 15) return undefined;
    dies.resolve();
    return new Promise<void>(() => undefined);
  });
  registry.registerSyncJob(job);
  void work();
  await dies.promise;
  await shop.db.prisma.$executeRaw`update sync_jobs set lease_until = now() where name = ${name}`;
  await work();
  expect(cursors).toEqual([null, "10", "10", "20"]);
  expect([...made.values()].every((times) => times === 1)).toBe(true);
  expect(await runs()).toMatchObject([{ status: "completed", token: 2, created: 25, unchanged: 5 }]);
});

test("while another holds the run somebody looks again when its lease ends, and begins no run of its own", async () => {
  const { job, cursors } = numbers(keep);
  registry.registerSyncJob(job);
  const lease = await createSyncStore(shop.ctx).begin(name);
  await work();
  expect(await waitingJob()).toEqual({ only_open: true, later: true });
  await lease.finish("completed", lease.progress, null);
  await work({ onlyOpen: true });
  expect(cursors).toEqual([]);
  expect(await runs()).toHaveLength(1);
});

test("a worker that stops lets go of its run at once, and the next goes on", async () => {
  const stop = new AbortController();
  const { job, made } = numbers((id, all) => {
    keep(id, all);
    if (all.size === 5) stop.abort(new Error("stopping"));
  });
  registry.registerSyncJob(job);
  await work({ signal: stop.signal });
  expect(made.size).toBe(5);
  expect(await waitingJob()).toEqual({ only_open: true, later: false });
  await work({ onlyOpen: true });
  expect(made.size).toBe(30);
  expect(await runs()).toMatchObject([{ status: "completed" }]);
});

test("whoever cancels the job ends its run: nobody goes on with it", async () => {
  const cancel = new AbortController();
  const { job, made } = numbers((id, all) => {
    keep(id, all);
    if (all.size === 5) cancel.abort(new JobStopped("cancelled"));
  });
  registry.registerSyncJob(job);
  await expect(work({ signal: cancel.signal })).rejects.toThrow("the job was cancelled");
  expect(await waitingJob()).toBeUndefined();
  expect(await runs()).toMatchObject([{ status: "cancelled" }]);
  await work({ onlyOpen: true });
  expect(made.size).toBe(5);
});

test("a run that fails is told as failed, and is tried again by a new run", async () => {
  const { job } = numbers(keep);
  let away = true;
  registry.registerSyncJob({
    ...job,
    fetchExternal: (fetch) => {
      if (away) throw new Error("the ERP is away");
      return job.fetchExternal(fetch);
    },
  });
  await expect(work()).rejects.toThrow("the ERP is away");
  away = false;
  await work();
  expect((await runs()).map(({ status, errorMessage }) => [status, errorMessage])).toEqual([
    ["failed", "the ERP is away"],
    ["completed", null],
  ]);
});

test("a job that this version does not know is left for another", async () => {
  await expect(work()).rejects.toThrow(`this worker knows no sync job named ${name}`);
  expect(await runs()).toEqual([]);
});

test("a source that is away costs no tries: the run waits, and goes on at its page when it is back", async () => {
  let isAway = true;
  const { job, made, cursors } = numbers((id, all) => all.set(id, 1));
  registry.registerSyncJob(
    {
      ...job,
      fetchExternal(from) {
        if (isAway && from.cursor === "10") throw new ProviderUnavailableError("the ERP cannot be reached");
        return job.fetchExternal(from);
      },
    },
    { retry: { maxAttempts: 1 } },
  );
  await work();
  expect(await runs()).toMatchObject([{ status: "pending", created: 10, errorMessage: "the ERP cannot be reached" }]);
  expect(await waitingJob()).toEqual({ only_open: true, later: true });
  await work({ onlyOpen: true });
  isAway = false;
  await work({ onlyOpen: true });
  expect(await runs()).toMatchObject([{ status: "completed", created: 30, token: 3, errorMessage: null }]);
  expect([made.size, cursors]).toEqual([30, [null, "10", "20"]]);
});

test("a source that has been away for a day has failed, and nobody tries the same again at once", async () => {
  const away = () => Promise.reject(new ProviderUnavailableError("the ERP cannot be reached"));
  registry.registerSyncJob({ ...numbers(() => 1).job, fetchExternal: away }, { retry: { maxAttempts: 1 } });
  await work();
  await shop.db.prisma.syncRun.updateMany({ where: { name }, data: { awaySince: new Date(Date.now() - 86_400_001) } });
  await shop.db.prisma.$queryRaw`
    select count(*) from graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`;
  await work({ onlyOpen: true });
  expect(await runs()).toMatchObject([{ status: "failed", errorMessage: "the ERP cannot be reached" }]);
  expect(await waitingJob()).toBeUndefined();
});
