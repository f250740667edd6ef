import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";

import { newId, type Tx } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";
import type { HandlerContext, StoredEvent } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { listDeadLetters } from "#jobs/list-dead-letters.ts";
import { resolveDeadLetter } from "#jobs/resolve-dead-letter.ts";
import { relayOnce } from "#outbox/relay-once.ts";
import { runtimeCtx, runtimeServices } from "#testing/runtime-services.ts";
import { writeEvents } from "#testing/write-events.ts";

import { createEvents, type EventRegistry } from "./create-events.ts";
import { drainSubscriber } from "./drain-subscriber.ts";
import { registerSubscribers } from "./register-subscribers.ts";

/** Events of a counter: about something, numbered. */
const counted = { "counter.counted": z.object({ n: z.number() }), "counter.reset": z.object({ n: z.number() }) };

type Counted = StoredEvent<typeof counted, "counter.*">;
type Handler = (event: Counted, context: HandlerContext<Tx>) => Promise<unknown>;

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.pool.query(
    "create table effects (id bigint generated always as identity, aggregate_id uuid, n int)",
  );
});

beforeEach(async () => {
  await database.reset();
  ctx = runtimeCtx(runtimeServices(database.db));
});

afterAll(() => database.drop());

test(
  "200 events about 10 things, handlers that fail now and then, two workers: each effect once, in order",
  {
    timeout: 60_000,
  },
  async () => {
    const handler: Handler = async (event, context) => {
      const { n } = event.data;
      if (n % 7 === 0 && context.attempt === 1) throw new Error("before the effect");
      await context.transact(async (tx) => {
        await addEffect(tx, event);
        if (n % 11 === 0 && context.attempt === 1) throw new Error("within");
      });
      if (n % 13 === 0) throw new Error("after the commit");
    };
    const workers = [open("count", handler), open("count", handler)] as const;
    await registerSubscribers(ctx, workers[0].subscriptions);
    const aggregateIds = Array.from({ length: 10 }, () => newId());
    await count(200, aggregateIds);
    await Promise.all(workers.map((worker) => drain(worker, "count")));
    const effects = await readEffects();
    expect(effects).toHaveLength(200);
    for (const aggregateId of aggregateIds) {
      const own = effects.filter((effect) => effect.aggregateId === aggregateId).map(({ n }) => n);
      expect(own).toEqual([...new Set(own)].toSorted((a, b) => a - b));
      expect(own).toHaveLength(20);
    }
    expect(await ctx.db.prisma.handledEvent.count()).toBe(200);
    expect(await ctx.db.prisma.deadLetter.count()).toBe(0);
  },
);

test("an event that always fails is set aside alone; those after it follow, and a person can put it back", async () => {
  let broken = true;
  const worker = open("count", async (event, context) => {
    if (broken && event.data.n === 2) throw new Error("cannot count to two");
    await context.transact((tx) => addEffect(tx, event));
  });
  await registerSubscribers(ctx, worker.subscriptions);
  await count(6, [newId(), newId()]);
  await drain(worker, "count");
  expect((await readEffects()).map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([0, 1, 3, 4, 5]);
  const { items } = await listDeadLetters(ctx);
  expect(items).toMatchObject([{ kind: "event-handler", name: "count", attempts: 3, payload: { data: { n: 2 } } }]);
  expect(items[0]?.error).toContain("cannot count to two");
  broken = false;
  await resolveDeadLetter(ctx, { id: items[0]?.id ?? "", resolution: "retried" });
  await drain(worker, "count");
  expect((await readEffects()).at(-1)).toMatchObject({ n: 2 });
  // Once its subscriber is gone it could only wait for ever.
  await ctx.db.prisma.deadLetter.updateMany({ data: { resolvedAt: null } });
  await ctx.db.prisma.eventSubscriber.deleteMany();
  const again = resolveDeadLetter(ctx, { id: items[0]?.id ?? "", resolution: "retried" });
  await expect(again).rejects.toMatchObject({ code: "job_not_changeable" });
});

test("what fails holds up nothing else, and newer events do not bring its next attempt forward", async () => {
  const [failing, well] = [newId(), newId()];
  const worker = open(
    "count",
    async (event, context) => {
      if (event.aggregateId === failing) throw new Error("not now");
      await context.transact((tx) => addEffect(tx, event));
    },
    { retryDelayMs: () => 3_600_000 },
  );
  await registerSubscribers(ctx, worker.subscriptions);
  await count(6, [failing, well]);
  await drainOnce(worker, "count");
  expect(await readEffects()).toHaveLength(3);
  const before = await waiting();
  expect(before.map(({ attempts }) => attempts)).toEqual([1, 0, 0]);
  await count(2, [failing, well]);
  expect(await drainOnce(worker, "count")).toEqual({ handled: 1 });
  expect(await readEffects()).toHaveLength(4);
  expect((await waiting())[0]).toEqual(before[0]);
  const [job] = (
    await ctx.db.pool.query<{ wait: number }>(
      "select extract(epoch from run_at - now())::float8 as wait from graphile_worker.jobs where key = 'events:count'",
    )
  ).rows;
  expect(job?.wait).toBeGreaterThan(3_000);
});

test("a worker that loses its connection in the middle: another goes on, and what the first still does changes nothing", async () => {
  const started = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const lateEnd = Promise.withResolvers<unknown>();
  const first = open("count", async (event, context) => {
    started.resolve();
    await mayEnd.promise;
    await context.transact((tx) => addEffect(tx, event)).catch((error: unknown) => lateEnd.resolve(error));
  });
  const second = open("count", (event, context) => context.transact((tx) => addEffect(tx, event)));
  await registerSubscribers(ctx, first.subscriptions);
  await count(3, [newId()]);
  const interrupted = drainOnce(first, "count");
  await started.promise;
  expect(await drainOnce(second, "count")).toEqual({ handled: null });
  await ctx.db.pool.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
       and database = (select oid from pg_database where datname = current_database())`,
  );
  // The connection is what failed, not the job: the next drain is at hand.
  await interrupted;
  const { rows } = await ctx.db.pool.query(
    "select attempts, run_at < now() + interval '2 seconds' as soon from graphile_worker.jobs where task_identifier = 'drain-subscriber'",
  );
  expect(rows).toEqual([{ attempts: 0, soon: true }]);
  await drain(second, "count");
  mayEnd.resolve();
  expect(await lateEnd.promise).toBeInstanceOf(Error);
  expect((await readEffects()).map(({ n }) => n)).toEqual([0, 1, 2]);
});

test("events that workers died with are handled alone, and given up on when five have", async () => {
  let [running, most] = [0, 0];
  const worker = open("count", async (event, context) => {
    most = Math.max(most, (running += 1));
    await context.transact((tx) => addEffect(tx, event));
    running -= 1;
  });
  await registerSubscribers(ctx, worker.subscriptions);
  await count(
    8,
    Array.from({ length: 8 }, () => newId()),
  );
  await ctx.db.pool.query("update subscriber_events set starts = case when seq % 4 = 0 then 5 else 2 end");
  await drain(worker, "count");
  expect(most).toBe(1);
  expect(await readEffects()).toHaveLength(6);
  const { items } = await listDeadLetters(ctx);
  expect(items.map(({ error }) => error)).toEqual(Array(2).fill(expect.stringContaining("the worker died 5 times")));
});

test("an event under suspicion is handled first: as long as others keep coming it would never be alone", async () => {
  const worker = open("count", (event, context) => context.transact((tx) => addEffect(tx, event)));
  await registerSubscribers(ctx, worker.subscriptions);
  const [suspect, ...others] = Array.from({ length: 6 }, () => newId());
  await count(60, others);
  await count(1, [suspect ?? ""]);
  await ctx.db.pool.query("update subscriber_events set starts = 2 where aggregate_id = $1", [suspect]);
  await drain(worker, "count");
  const order = (await readEffects()).map(({ aggregateId }) => aggregateId);
  expect(order).toHaveLength(61);
  expect(order.indexOf(suspect ?? "")).toBe(0);
});

test("a handler that hangs costs its own event an attempt, and others nothing", async () => {
  const hanging = newId();
  const worker = open(
    "count",
    async (event, context) => {
      if (event.aggregateId === hanging) await new Promise(() => undefined);
      await context.transact((tx) => addEffect(tx, event));
    },
    { timeoutMs: 2_000, maxAttempts: 1 },
  );
  await registerSubscribers(ctx, worker.subscriptions);
  await count(5, [hanging, newId(), newId(), newId(), newId()]);
  await count(4, [newId(), newId()]);
  await drain(worker, "count");
  expect(await readEffects()).toHaveLength(8);
  const { items } = await listDeadLetters(ctx);
  expect(items).toMatchObject([{ attempts: 1, error: expect.stringContaining("longer than 2000 ms") }]);
});

test("an event whose data does not have the promised shape is set aside without an attempt to handle it", async () => {
  const worker = open("count", () => Promise.reject(new Error("never called")));
  await registerSubscribers(ctx, worker.subscriptions);
  await writeEvents(ctx.db, { ...ctx, count: 1, type: "counter.counted", data: {}, aggregateIds: [newId()] });
  await ctx.db.pool.query(`update outbox set payload = '{"n":"one"}'`);
  await relayOnce(ctx);
  await drain(worker, "count");
  expect((await listDeadLetters(ctx)).items[0]?.error).toContain("does not fit");
});

test("a worker that stops puts back what it has not ended, without an attempt counted", async () => {
  const stopping = new AbortController();
  const worker = open("count", () => {
    stopping.abort();
    return new Promise(() => undefined);
  });
  await registerSubscribers(ctx, worker.subscriptions);
  await count(30, [newId(), newId()]);
  await drainSubscriber(ctx, { subscriber: "count", subscriptions: worker.subscriptions, signal: stopping.signal });
  expect(new Set((await waiting()).map(({ attempts, starts }) => `${attempts} ${starts}`))).toEqual(new Set(["0 0"]));
});

test("two versions side by side: each handles what its code asks for, and an old pattern ends with its last worker", async () => {
  const handler: Handler = (event, context) => context.transact((tx) => addEffect(tx, event));
  const [older, newer] = [open("count", handler, { pattern: "counter.reset" }), open("count", handler)];
  const stranger = createEvents(ctx);
  await registerSubscribers(ctx, older.subscriptions);
  await registerSubscribers(ctx, newer.subscriptions);
  await count(2, [newId()]);
  expect(await drainOnce(older, "count")).toEqual({ handled: 0 });
  expect(await drainOnce(stranger, "count")).toEqual({ handled: null });
  await drain(newer, "count");
  expect(await readEffects()).toHaveLength(2);
  // Now the newer one is taken back: what only its pattern asked for is dropped, once it has been silent for a minute.
  await count(2, [newId()]);
  await ctx.db.pool.query(
    "update event_subscribers set seen_at = now() - interval '2 minutes' where pattern = 'counter.*'",
  );
  await registerSubscribers(ctx, older.subscriptions);
  expect(await waiting()).toEqual([]);
  expect(await ctx.db.prisma.eventSubscriber.findMany()).toMatchObject([{ pattern: "counter.reset" }]);
});

interface OpenOptions {
  readonly pattern?: "counter.*" | "counter.reset";
  readonly maxAttempts?: number;
  readonly timeoutMs?: number;
  readonly retryDelayMs?: () => number;
}

function open(name: string, handler: Handler, { pattern = "counter.*", ...options }: OpenOptions = {}): EventRegistry {
  const registry = createEvents(ctx);
  registry.events.extend(counted).onPersistent(pattern, name, handler, { retryDelayMs: () => 0, ...options });
  return registry;
}

async function count(events: number, aggregateIds: readonly string[]): Promise<void> {
  const { organizationId } = ctx;
  await writeEvents(ctx.db, { organizationId, count: events, type: "counter.counted", aggregateIds });
  await relayOnce(ctx);
}

function drainOnce({ subscriptions }: EventRegistry, subscriber: string) {
  return drainSubscriber(ctx, { subscriber, subscriptions });
}

async function drain(registry: EventRegistry, subscriber: string): Promise<void> {
  while ((await waiting()).length > 0) await drainOnce(registry, subscriber);
}

async function addEffect(tx: Tx, { aggregateId, data }: Counted): Promise<void> {
  await tx.$executeRaw`insert into effects (aggregate_id, n) values (${aggregateId}::uuid, ${data.n})`;
}

async function readEffects() {
  const sql = `select aggregate_id as "aggregateId", n from effects order by id`;
  return (await ctx.db.pool.query<{ aggregateId: string; n: number }>(sql)).rows;
}

async function waiting() {
  return ctx.db.prisma.subscriberEvent.findMany({ orderBy: { seq: "asc" } });
}
