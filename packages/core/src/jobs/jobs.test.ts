import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { newId, transact } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { Ctx } from "#context.ts";
import { relayOnce } from "#outbox/relay-once.ts";
import { createTestShop } from "#testing/index.ts";
import { runtimeCtx, runtimeServices } from "#testing/runtime-services.ts";
import { writeEvents } from "#testing/write-events.ts";

import { checkIntegrity } from "./check-integrity.ts";
import { discardJob } from "./discard-job.ts";
import { enqueue, enqueueInTransaction } from "./enqueue.ts";
import { jobsOverview } from "./jobs-overview.ts";
import { listDeadLetters } from "./list-dead-letters.ts";
import { listJobs } from "./list-jobs.ts";
import { prune } from "./prune.ts";
import { resolveDeadLetter } from "./resolve-dead-letter.ts";
import { retryJob } from "./retry-job.ts";

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  await database.reset();
  ctx = runtimeCtx(runtimeServices(database.db));
});

afterAll(() => database.drop());

test("a job added in a transaction exists if and only if that commits", async () => {
  const undone = transact(ctx.db, async (tx) => {
    await enqueueInTransaction(tx, "prune", {});
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  expect((await jobsOverview(ctx)).counts.waiting).toBe(0);
  await transact(ctx.db, (tx) => enqueueInTransaction(tx, "prune", {}));
  expect((await jobsOverview(ctx)).counts.waiting).toBe(1);
});

test("of one key there is one waiting job, at the latest time asked for", async () => {
  const runAt = new Date(Date.now() + 60_000);
  await enqueue(ctx, "prune", {}, { jobKey: "one" });
  await enqueue(ctx, "prune", {}, { jobKey: "one", runAt });
  const { items } = await listJobs(ctx, { state: "delayed" });
  expect(items).toMatchObject([{ task: "prune", state: "delayed", runAt, maxAttempts: 10 }]);
});

test("jobs are listed by state and page, retried and discarded, and the audit log tells who did it", async () => {
  for (let n = 0; n < 3; n += 1) await enqueue(ctx, "sweep-payments", {}, { runAt: new Date(Date.now() + 60_000) });
  const first = await listJobs(ctx, { state: "delayed", limit: 2 });
  const rest = await listJobs(ctx, { state: "delayed", limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...rest.items]).toHaveLength(3);
  expect(rest.nextCursor).toBeNull();
  const ids = first.items.map(({ id }) => id);
  expect(await retryJob(ctx, { ids: [...ids, "999999"] })).toEqual({ requested: 3, changed: 2 });
  expect((await jobsOverview(ctx)).counts).toMatchObject({ waiting: 2, delayed: 1 });
  expect(await discardJob(ctx, { ids })).toEqual({ requested: 2, changed: 2 });
  expect((await jobsOverview(ctx)).counts).toMatchObject({ waiting: 0, delayed: 1 });
  const audit = await ctx.db.prisma.auditLog.findMany({ orderBy: { at: "asc" } });
  expect(audit.map(({ action }) => action)).toEqual(["job.retried", "job.discarded"]);
  await expect(listJobs(ctx, { state: "waiting", cursor: "x" })).rejects.toThrow("invalid_input");
});

test("jobs of another organization are neither seen nor touched; those of the instance are everybody's to see", async () => {
  const stranger: Ctx = { ...ctx, organizationId: newId() };
  const theirs = await enqueue(ctx, "settle-refund", { organizationId: ctx.organizationId, refundId: newId() });
  await enqueue(ctx, "prune", {});
  const ids = [theirs ?? ""];
  expect((await listJobs(stranger, { state: "waiting" })).items.map(({ task }) => task)).toEqual(["prune"]);
  expect((await listJobs(ctx, { state: "waiting" })).items).toHaveLength(2);
  expect(await retryJob(stranger, { ids })).toEqual({ requested: 1, changed: 0 });
  expect(await discardJob(stranger, { ids })).toEqual({ requested: 1, changed: 0 });
  expect(await ctx.db.prisma.auditLog.count()).toBe(0);
  expect(await discardJob(ctx, { ids })).toEqual({ requested: 1, changed: 1 });
});

test("an event that was set aside goes back and is told", async () => {
  await ctx.db.pool.query("alter table event_log add constraint refused check (type <> 'order.created')");
  await writeEvents(ctx.db, { organizationId: ctx.organizationId, count: 1 });
  await relayOnce(ctx);
  await ctx.db.pool.query("alter table event_log drop constraint refused");
  const { items } = await listDeadLetters(ctx);
  expect(items).toMatchObject([{ kind: "event", name: "order.created" }]);
  const id = items[0]?.id ?? "";
  await expect(resolveDeadLetter({ ...ctx, organizationId: newId() }, { id, resolution: "retried" })).rejects.toThrow(
    "not_found",
  );
  expect(await resolveDeadLetter(ctx, { id, resolution: "retried" })).toMatchObject({ resolution: "retried" });
  expect(await relayOnce(ctx)).toBe(1);
  expect(await listDeadLetters(ctx)).toEqual({ items: [], nextCursor: null });
});

test("a dead job is added anew, a finding is not something that can be done again", async () => {
  const payload = { organizationId: ctx.organizationId, refundId: randomUUID() };
  const job = await letter({ kind: "job", name: "settle-refund", payload });
  await resolveDeadLetter(ctx, { id: job, resolution: "retried" });
  expect((await listJobs(ctx, { state: "waiting" })).items).toMatchObject([{ task: "settle-refund" }]);
  const finding = await letter({ kind: "integrity", name: "stock_on_hand", payload: {} });
  await expect(resolveDeadLetter(ctx, { id: finding, resolution: "retried" })).rejects.toThrow("job_not_changeable");
  await resolveDeadLetter(ctx, { id: finding, resolution: "discarded" });
});

test("a shop that adds up has no findings; a balance changed behind the ledger's back is found, once", async () => {
  const shop = await createTestShop({ db: ctx.db });
  const { variantId } = await shop.addProduct({ stock: 10 });
  expect(await checkIntegrity(ctx)).toEqual([]);
  await ctx.db.pool.query("update stock_balances set on_hand = on_hand + 3 where variant_id = $1", [variantId]);
  expect(await checkIntegrity(ctx)).toMatchObject([{ rule: "stock_on_hand", expected: "10", actual: "13" }]);
  await checkIntegrity(ctx);
  expect(await ctx.db.prisma.deadLetter.findMany()).toMatchObject([{ kind: "integrity", attempts: 2 }]);
});

test("history that is older than it is kept goes, the rest stays", async () => {
  await writeEvents(ctx.db, { organizationId: ctx.organizationId, count: 4 });
  await relayOnce(ctx);
  await ctx.db.pool.query("update event_log set relayed_at = now() - interval '31 days' where seq <= 2");
  expect(await prune(ctx)).toMatchObject({ event_log: 2, job_runs: 0 });
  expect(await ctx.db.prisma.eventLog.count()).toBe(2);
});

test("finished syncs go after a month, but the last of each job, which tells when the next is due", async () => {
  const owned = () => ({ id: newId(), organizationId: ctx.organizationId });
  const finished = (name: string, daysAgo: number) => {
    const at = new Date(ctx.now().getTime() - daysAgo * 86_400_000);
    return { ...owned(), name, status: "completed", createdAt: at, finishedAt: at };
  };
  const open = { ...owned(), name: "open", createdAt: new Date(0), status: "paused" };
  const runs = [finished("stock", 90), finished("stock", 40), finished("stock", 2), finished("yearly", 200), open];
  await ctx.db.prisma.syncRun.createMany({ data: runs });
  expect(await prune(ctx)).toMatchObject({ sync_jobs: 2 });
  const left = await ctx.db.prisma.syncRun.findMany({ orderBy: { name: "asc" } });
  expect(left.map(({ name }) => name)).toEqual(["open", "stock", "yearly"]);
});

async function letter(of: { kind: string; name: string; payload: object }): Promise<string> {
  const { id } = await ctx.db.prisma.deadLetter.create({
    data: { id: newId(), organizationId: ctx.organizationId, ref: newId(), error: "x", attempts: 1, ...of },
  });
  return id;
}
