import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { newId, type Db } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { listLowStock } from "#inventory/list-low-stock.ts";
import { relayOnce } from "#outbox/relay-once.ts";
import { startRelay } from "#outbox/start-relay.ts";
import { createTestShop } from "#testing/index.ts";
import { runtimeServices } from "#testing/runtime-services.ts";
import { writeEvents } from "#testing/write-events.ts";

import type { LiveMessage } from "./live-message.ts";
import { closeLive, liveReaders, openStream, type LiveStream } from "./open-stream.ts";
import type { StreamInput } from "./stream-input.ts";
import { toEventStream } from "./to-event-stream.ts";

let database: TestDatabase;
let db: Db;
const organizationId = newId();

beforeAll(async () => {
  database = await createTestDatabase();
});

// Closing ends live views of one pool for good: each test has one of its own name.
beforeEach(async () => {
  await database.reset();
  db = { ...database.db };
});
afterEach(() => closeLive({ db }, { gracePeriodMs: 0 }));
afterAll(() => database.drop());

const services = () => runtimeServices(db);
const watch = (input: Partial<StreamInput> = {}): LiveStream =>
  openStream(services(), { stream: "events", organizationId, viewer: { kind: "staff" }, ...input });

test("first comes the present state, then changes, each numbered as in the event log", async () => {
  const stream = watch({ pattern: "order.*" });
  const [state] = await some(stream, 1);
  expect(state).toMatchObject({ event: "state", id: "0" });
  await tell({ count: 2 });
  await tell({ count: 1, type: "product.updated" });
  await tell({ count: 1, type: "order.paid" });
  const changes = await some(stream, 3);
  expect(changes.map(({ event }) => event)).toEqual(["order.created", "order.created", "order.paid"]);
  const log = await db.prisma.eventLog.findMany({ where: { type: { startsWith: "order." } }, orderBy: { seq: "asc" } });
  expect(changes.map(({ id }) => id)).toEqual(log.map(({ seq }) => seq.toString()));
  expect(JSON.parse(changes[0]?.data ?? "")).toMatchObject({
    eventId: log[0]?.eventId,
    event: "order.created",
    organizationId,
  });
});

test("a reader that drops out over and over under load misses nothing and gets nothing twice", async () => {
  const relay = startRelay({ connection: { connectionString: database.url }, log: services().log });
  const writing = (async () => {
    for (let round = 0; round < 30; round += 1) await writeEvents(db, { organizationId, count: 25 });
  })();
  const seen: string[] = [];
  let lastEventId: string | null = "0";
  while (seen.length < 750) {
    const stream = watch({ lastEventId });
    const wanted = 1 + Math.floor(Math.random() * 90);
    for (const message of await some(stream, Math.min(wanted, 750 - seen.length))) {
      expect(message.event).toBe("order.created");
      seen.push(message.id ?? "");
      lastEventId = message.id;
    }
    stream.close();
  }
  await writing;
  await relay.stop();
  const log = await db.prisma.eventLog.findMany({ select: { seq: true }, orderBy: { seq: "asc" } });
  expect(seen).toEqual(log.map(({ seq }) => seq.toString()));
  expect(liveReaders({ db })).toBe(0);
});

test("one who was away for more than 1,000 events, or names a number that never was, gets the present state instead", async () => {
  for (let round = 0; round < 11; round += 1) await writeEvents(db, { organizationId, count: 100 });
  await relayOnce(services());
  expect(await some(watch({ lastEventId: "1" }), 1)).toMatchObject([{ event: "resync", id: "1100" }]);
  expect(await some(watch({ lastEventId: "999999" }), 1)).toMatchObject([{ event: "resync", id: "1100" }]);
  const kept = await some(watch({ lastEventId: "200" }), 900);
  expect(kept.map(({ id }) => Number(id))).toEqual(Array.from({ length: 900 }, (_, n) => 201 + n));
});

test("a number from before the kept history is answered with the present state", async () => {
  await tell({ count: 50 });
  await db.pool.query("delete from event_log where seq <= 30");
  expect(await some(watch({ lastEventId: "10" }), 1)).toMatchObject([{ event: "resync", id: "50" }]);
  expect(await some(watch({ lastEventId: "40" }), 10)).toHaveLength(10);
});

test("a customer sees their own orders alone, and another organization nothing", async () => {
  const customerId = newId();
  const mine = watch({ stream: "my-orders", viewer: { kind: "customer", customerId }, lastEventId: "0" });
  const foreign = watch({ organizationId: newId() });
  await foreign.take();
  await tell({ count: 3, data: { customerId: newId() } });
  await tell({ count: 1, data: { customerId } });
  const [own] = await some(mine, 1);
  expect(JSON.parse(own?.data ?? "")).toMatchObject({ data: { customerId } });
  const waiting = foreign.take();
  await closeLive({ db }, { gracePeriodMs: 7 });
  expect(await waiting).toMatchObject([{ event: "shutdown", data: '{"gracePeriodMs":7}' }]);
});

test("the low-stock panel holds what is on sale and below its threshold, as the list of low stock does", async () => {
  const shop = await createTestShop({ db });
  const low = await shop.addProduct({ stock: 4 });
  await shop.addProduct({ stock: 5 });
  await shop.addProduct({ stock: 1, status: "draft" });
  const gone = await shop.addProduct({ stock: 1 });
  await db.prisma.variant.update({ where: { id: gone.variantId }, data: { archivedAt: new Date() } });
  const [state] = await some(watch({ stream: "low-stock", organizationId: shop.organizationId }), 1);
  expect(JSON.parse(state?.data ?? "")).toMatchObject({
    items: [{ variantId: low.variantId, available: 4, threshold: 5 }],
  });
  expect((await listLowStock(shop.ctx)).map(({ variantId }) => variantId)).toEqual([low.variantId]);
});

test("only members watch what is the members', and nobody opens more streams than allowed", () => {
  expect(() => watch({ stream: "low-stock", viewer: { kind: "customer", customerId: newId() } })).toThrow("forbidden");
  expect(() => watch({ stream: "recent-orders", viewer: { kind: "anyone" } })).toThrow("unauthenticated");
  expect(() => watch({ lastEventId: "abc" })).toThrow("invalid_input");
  const streams = [watch({ userKey: "ann" }), watch({ userKey: "ann" })];
  expect(() => watch({ userKey: "ann", limits: { perUser: 2 } })).toThrow("stream_limit_reached");
  expect(() => watch({ limits: { perProcess: 2 } })).toThrow("stream_limit_reached");
  streams[0]?.close();
  watch({ userKey: "ann", limits: { perUser: 2 } });
});

test("a slow reader gets the newest state instead of a queue without end", async () => {
  const slow = watch();
  expect(await some(slow, 1)).toMatchObject([{ event: "state" }]);
  const quick = watch();
  expect(await some(quick, 1)).toMatchObject([{ event: "state" }]);
  const everything = some(quick, 120);
  for (let round = 0; round < 3; round += 1) await tell({ count: 40, data: { filler: "x".repeat(10_000) } });
  expect(await everything).toHaveLength(120);
  expect(await slow.take()).toMatchObject([{ event: "resync", id: "120" }]);
  await tell({ count: 1 });
  expect(await some(slow, 1)).toMatchObject([{ event: "order.created", id: "121" }]);
});

test("the number of orders is told once for many orders, and ends up right", async () => {
  const stream = watch({ stream: "order-count", viewer: { kind: "anyone" } });
  expect(await some(stream, 1)).toMatchObject([{ event: "state", data: '{"count":0}' }]);
  await tell({ count: 20 });
  const [message] = await some(stream, 1);
  expect(message).toMatchObject({ event: "order-count", id: "20" });
});

test("the bytes of a message are made once for all readers", async () => {
  const readers = [watch(), watch()];
  for (const reader of readers) await reader.take();
  await tell({ count: 1 });
  const [first, second] = await Promise.all(readers.map((reader) => some(reader, 1)));
  expect(first?.[0]?.frame).toBe(second?.[0]?.frame);
});

test("as an event stream it ends with the shutdown message", async () => {
  const reading = new Response(toEventStream(watch())).text();
  await vi.waitFor(() => expect(liveReaders({ db })).toBe(1));
  await tell({ count: 1 });
  await closeLive({ db }, { gracePeriodMs: 5_000 });
  const text = await reading;
  expect(text.startsWith("retry: ")).toBe(true);
  expect(text.endsWith('event: shutdown\ndata: {"gracePeriodMs":5000}\n\n')).toBe(true);
});

async function tell(events: { count: number; type?: string; data?: object }): Promise<void> {
  await writeEvents(db, { organizationId, ...events });
  await relayOnce(services());
}

async function some(stream: LiveStream, count: number): Promise<LiveMessage[]> {
  const got: LiveMessage[] = [];
  while (got.length < count) {
    const batch = await stream.take();
    if (batch === null) throw new Error(`the stream ended after ${got.length} of ${count}`);
    got.push(...batch);
  }
  return got.slice(0, count);
}
