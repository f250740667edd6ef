import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { newId, transact } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { runtimeCtx, runtimeServices } from "#testing/runtime-services.ts";
import { writeEvents } from "#testing/write-events.ts";

import { emit } from "./emit.ts";
import { relayOnce } from "./relay-once.ts";
import { type Relay, startRelay } from "./start-relay.ts";
import { createRelayWaker } from "./wake-relay.ts";

let database: TestDatabase;
let relays: Relay[];
let children: ChildProcess[];

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(async () => {
  await database.reset();
  relays = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await Promise.all(relays.map((relay) => relay.stop()));
});

test("an event that was rolled back is never told, one that was committed is told once", async () => {
  const services = runtimeServices(database.db);
  const ctx = runtimeCtx(services);
  const product = { productId: newId(), slug: "mug", title: "Mug", status: "active" };
  const event = {
    type: "product.updated",
    aggregateType: "product",
    aggregateId: product.productId,
    data: product,
  } as const;
  await transact(database.db, (tx) => emit(tx, ctx, event));
  const undone = transact(database.db, async (tx) => {
    await emit(tx, ctx, event);
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");

  expect(await relayOnce(services)).toBe(1);
  expect(await relayOnce(services)).toBe(0);
  const log = await database.db.prisma.eventLog.findMany();
  expect(log).toHaveLength(1);
  expect(log[0]).toMatchObject({ type: "product.updated", payload: product, trace: { requestId: ctx.requestId } });
});

test("each subscriber gets what it asked for, once, and one job for all of it", async () => {
  const services = runtimeServices(database.db);
  await database.db.pool.query(
    `insert into event_subscribers (name, pattern, since_seq)
     values ('book', 'order.paid', 0), ('tell', 'order.*', 0), ('tell', 'order.paid', 0), ('count', 'product.*', 0)`,
  );
  await writeEvents(database.db, { organizationId: newId(), count: 3, type: "order.paid" });
  await writeEvents(database.db, { organizationId: newId(), count: 2, type: "order.created" });
  await relayOnce(services);
  const { rows } = await database.db.pool.query(
    "select subscriber, count(*)::int as events from subscriber_events group by subscriber order by subscriber",
  );
  expect(rows).toEqual([
    { subscriber: "book", events: 3 },
    { subscriber: "tell", events: 5 },
  ]);
  const jobs = await database.db.pool.query(
    "select task_identifier as task, key from graphile_worker.jobs order by key",
  );
  expect(jobs.rows).toEqual([
    { task: "drain-subscriber", key: "events:book" },
    { task: "drain-subscriber", key: "events:tell" },
  ]);
});

test("an event that cannot be relayed is set aside, and those around it are told", async () => {
  const services = runtimeServices(database.db);
  const events = await writeEvents(database.db, { organizationId: newId(), count: 40 });
  const bad = events[17]?.eventId ?? "";
  await database.db.pool.query(`alter table event_log add constraint refused check (event_id <> '${bad}')`);
  await relayOnce(services);
  await database.db.pool.query("alter table event_log drop constraint refused");
  expect(await database.db.prisma.eventLog.count()).toBe(39);
  expect(await database.db.prisma.outboxEvent.count()).toBe(0);
  const letters = await database.db.prisma.deadLetter.findMany();
  expect(letters.map(({ kind, ref }) => ({ kind, ref }))).toEqual([{ kind: "event", ref: bad }]);
});

test("two relays: each event once, in the order of its aggregate, and numbers appear in their order", async () => {
  const services = runtimeServices(database.db);
  relays.push(start(), start());
  const reader = watchNumbers();
  const aggregateIds = Array.from({ length: 7 }, () => newId());
  const written = [];
  for (let round = 0; round < 20; round += 1) {
    written.push(...(await writeEvents(database.db, { organizationId: newId(), count: 50, aggregateIds })));
  }
  await vi.waitFor(async () => expect(await database.db.prisma.outboxEvent.count()).toBe(0), { timeout: 10_000 });
  await expectEachOnceInOrder(written);
  expect(await reader.stop()).toEqual([]);
  expect(await relayOnce(services)).toBe(0);
});

test(
  "a relay killed in the middle of its work loses nothing, repeats nothing, and another goes on within 2 seconds",
  {
    timeout: 60_000,
  },
  async () => {
    const child = spawnRelay();
    await once(child, "message");
    let takenOver = 0;
    relays.push(start({ onActive: () => (takenOver = performance.now()) }));
    const aggregateIds = Array.from({ length: 5 }, () => newId());
    const written = [];
    for (let round = 0; round < 10; round += 1) {
      written.push(...(await writeEvents(database.db, { organizationId: newId(), count: 200, aggregateIds })));
    }
    await vi.waitFor(async () => expect(await database.db.prisma.eventLog.count()).toBeGreaterThan(0), {
      interval: 1,
      timeout: 10_000,
    });
    const killedAt = performance.now();
    child.kill("SIGKILL");
    written.push(...(await writeEvents(database.db, { organizationId: newId(), count: 200, aggregateIds })));
    await vi.waitFor(async () => expect(await database.db.prisma.outboxEvent.count()).toBe(0), { timeout: 10_000 });
    expect(takenOver - killedAt).toBeLessThan(2_000);
    await expectEachOnceInOrder(written);
  },
);

test("a wake-up after the commit has the event told well before the relay would look by itself", async () => {
  let active = false;
  relays.push(start({ pollMs: 60_000, onActive: () => (active = true) }));
  await vi.waitFor(() => expect(active).toBe(true), { timeout: 10_000 });
  const waker = createRelayWaker({
    connection: { connectionString: database.url },
    log: runtimeServices(database.db).log,
  });
  await writeEvents(database.db, { organizationId: newId(), count: 1 });
  waker.wake();
  waker.wake();
  await vi.waitFor(async () => expect(await database.db.prisma.eventLog.count()).toBe(1), {
    timeout: 5_000,
    interval: 5,
  });
  await waker.close();
});

function start(options: { pollMs?: number; onActive?: () => void } = {}): Relay {
  return startRelay({
    connection: { connectionString: database.url },
    log: runtimeServices(database.db).log,
    ...options,
  });
}

function spawnRelay(): ChildProcess {
  const script = fileURLToPath(new URL("../testing/run-relay.ts", import.meta.url));
  const child = spawn(process.execPath, [script, database.url], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  children.push(child);
  return child;
}

async function expectEachOnceInOrder(written: readonly { eventId: string; aggregateId: string }[]): Promise<void> {
  const log = await database.db.prisma.eventLog.findMany({ orderBy: { seq: "asc" } });
  expect(log).toHaveLength(written.length);
  for (const aggregateId of new Set(written.map((event) => event.aggregateId))) {
    const of = (events: readonly { eventId: string; aggregateId: string }[]) =>
      events.filter((event) => event.aggregateId === aggregateId).map((event) => event.eventId);
    expect(of(log)).toEqual(of(written));
  }
}

/** Reads the log over and over as a live view does; answers the numbers that showed up behind one already seen. */
function watchNumbers(): { stop: () => Promise<string[]> } {
  let stopped = false;
  const late = (async () => {
    const seen = new Set<string>();
    const found: string[] = [];
    let last = 0n;
    while (!stopped) {
      const { rows } = await database.db.pool.query<{ seq: string }>("select seq from event_log order by seq");
      for (const { seq } of rows) {
        if (!seen.has(seq) && BigInt(seq) < last) found.push(seq);
        seen.add(seq);
      }
      last = BigInt(rows.at(-1)?.seq ?? 0);
    }
    return found;
  })();
  return {
    stop() {
      stopped = true;
      return late;
    },
  };
}
