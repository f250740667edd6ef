import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { newId } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { Ctx } from "#context.ts";
import { listDeadLetters } from "#jobs/list-dead-letters.ts";
import { resolveDeadLetter } from "#jobs/resolve-dead-letter.ts";
import { relayOnce } from "#outbox/relay-once.ts";
import { runtimeCtx, runtimeServices } from "#testing/runtime-services.ts";
import { startScriptedReceiver, type ScriptedReceiver } from "#testing/scripted-receiver.ts";
import { writeEvents } from "#testing/write-events.ts";

import { createCallbackSender, type CallbackSender, type CallbackSenderOptions } from "./callback-sender.ts";
import { deleteCallback } from "./delete-callback.ts";
import { enableCallback } from "./enable-callback.ts";
import { createGuardedAgent } from "./guarded-agent.ts";
import { listCallbacks } from "./list-callbacks.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { readDelivery } from "./read-delivery.ts";
import { registerCallback } from "./register-callback.ts";
import { replayDelivery } from "./replay-delivery.ts";
import { sweepCallbacks } from "./sweep-callbacks.ts";
import { testCallback } from "./test-callback.ts";

let database: TestDatabase;
let receiver: ScriptedReceiver;
let sender: CallbackSender;
let ctx: Ctx;
let skippedMs: number;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(async () => {
  [receiver] = await Promise.all([startScriptedReceiver(), database.reset()]);
  skippedMs = 0;
  // A little ahead of the database's clock, so that what was just written is due.
  ctx = runtimeCtx(runtimeServices(database.db, { now: () => new Date(Date.now() + 50 + skippedMs) }));
  sender = openSender();
});

afterEach(async () => {
  await sender.stop();
  await receiver.close();
});

test("an event reaches its endpoint signed by Standard Webhooks, known by its id and the request's", async () => {
  const { id, secret } = await register();
  const [event] = await happen(1);
  await drain(id);
  const [got] = receiver.received;
  expect(new Webhook(secret).verify(got?.body ?? "", strings(got?.headers))).toMatchObject({ event: "order.created" });
  expect(got?.headers).toMatchObject({
    "webhook-id": event?.eventId,
    "x-event-id": event?.eventId,
    "x-request-id": "req-test",
    "content-type": "application/json",
  });
  expect(JSON.parse(got?.body ?? "")).toMatchObject({
    eventId: event?.eventId,
    organizationId: ctx.organizationId,
    data: { n: 0 },
  });
  const { items } = await listDeliveries(ctx, { endpointId: id });
  expect(items).toMatchObject([{ state: "delivered", attempt: 1, lastStatus: 200, nextAttemptAt: null }]);
});

test("only events of the pattern and the organization are sent", async () => {
  const { id } = await register({ event: "order.paid" });
  await happen(2);
  await writeEvents(database.db, { organizationId: newId(), count: 2, type: "order.paid" });
  await happen(1, "order.paid");
  await drain(id);
  expect(receiver.received).toHaveLength(1);
});

test("events about one thing arrive in their order, however many are under way", async () => {
  const { id } = await register();
  await writeEvents(database.db, {
    organizationId: ctx.organizationId,
    count: 120,
    aggregateIds: [newId(), newId(), newId()],
  });
  await relayOnce(ctx);
  await drain(id);
  const numbers = receiver.received.map(({ body }) => Number(/"n":(\d+)/.exec(body)?.[1]));
  expect(numbers).toHaveLength(120);
  for (const thing of [0, 1, 2]) {
    const of = numbers.filter((n) => n % 3 === thing);
    expect(of).toEqual(of.toSorted((a, b) => a - b));
  }
});

test("a failure is tried again by the schedule, with the same id and bytes, and every attempt is kept", async () => {
  const { id } = await register();
  receiver.script = [500];
  await happen(1);
  await drain(id);
  await drain(id);
  expect(receiver.received).toHaveLength(1);
  skippedMs = 7_000;
  await drain(id);
  const [first, second] = receiver.received;
  expect(second?.body).toBe(first?.body);
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  const { items } = await listDeliveries(ctx, { endpointId: id });
  const detail = await readDelivery(ctx, { deliveryId: items[0]?.id ?? "" });
  expect(detail).toMatchObject({
    state: "delivered",
    attempts: [{ status: 500, responseBody: "noted" }, { status: 200 }],
  });
});

test("Retry-After is honoured within bounds", async () => {
  const { id } = await register();
  receiver.script = [(response) => response.writeHead(503, { "retry-after": "100" }).end()];
  await happen(1);
  await drain(id);
  const { items } = await listDeliveries(ctx, { endpointId: id });
  const waitMs = (items[0]?.nextAttemptAt?.getTime() ?? 0) - Date.now();
  expect(waitMs).toBeGreaterThan(90_000);
  expect(waitMs).toBeLessThan(121_000);
});

test("410 switches the endpoint off and cancels what waits; switched on again it may be replayed", async () => {
  const { id } = await register();
  receiver.script = [410];
  await happen(1);
  await drain(id);
  expect((await listCallbacks(ctx)).items).toMatchObject([{ isActive: false, disabledReason: "answered 410 Gone" }]);
  await happen(1);
  await drain(id);
  expect(receiver.received).toHaveLength(1);
  const { items } = await listDeliveries(ctx, { endpointId: id });
  expect(items).toMatchObject([{ state: "cancelled" }]);
  await expect(replayDelivery(ctx, { deliveryId: items[0]?.id ?? "" })).rejects.toThrow("not_found");
  await enableCallback(ctx, { endpointId: id });
  await replayDelivery(ctx, { deliveryId: items[0]?.id ?? "" });
  await drain(id);
  expect(receiver.received).toHaveLength(2);
});

test("five failures in a row open the breaker: nothing is sent until one probe succeeds", async () => {
  const { id } = await register();
  receiver.script = Array.from({ length: 30 }, () => 500);
  await happen(12);
  await drain(id);
  const before = receiver.received.length;
  // Those that were under way when the fifth failed could not be called back.
  expect(before).toBeGreaterThanOrEqual(5);
  expect(before).toBeLessThan(10);
  skippedMs = 10_000;
  await drain(id);
  expect(receiver.received).toHaveLength(before);
  skippedMs = 31_000;
  await drain(id);
  expect(receiver.received).toHaveLength(before + 1);
  receiver.script = [];
  skippedMs = 400_000;
  await drain(id);
  skippedMs = 800_000;
  await drain(id);
  const { items } = await listDeliveries(ctx, { endpointId: id, state: "delivered" });
  expect(items).toHaveLength(12);
});

test("after the last attempt the delivery is dead, a person is told, and may have it sent once more", async () => {
  const { id } = await register();
  await happen(1);
  for (let attempt = 0; attempt < 10; attempt += 1) {
    receiver.script = [500];
    await drain(id);
    skippedMs += 30 * 3_600_000;
    await database.db.pool.query("update callback_endpoints set open_until = null, first_failure_at = null");
  }
  const { items } = await listDeliveries(ctx, { endpointId: id });
  expect(items).toMatchObject([{ state: "dead", attempt: 10 }]);
  const { items: letters } = await listDeadLetters(ctx);
  expect(letters).toMatchObject([{ kind: "callback", name: id, ref: items[0]?.id, attempts: 10 }]);
  await resolveDeadLetter(ctx, { id: letters[0]?.id ?? "", resolution: "retried" });
  await drain(id);
  expect((await listDeliveries(ctx, { endpointId: id })).items).toMatchObject([{ state: "delivered", attempt: 11 }]);
  await expect(resolveDeadLetter(ctx, { id: letters[0]?.id ?? "", resolution: "discarded" })).rejects.toThrow(
    "conflict",
  );
});

test("two processes do not send to one endpoint at once: the second comes back later", async () => {
  const { id } = await register();
  await happen(30);
  const other = openSender();
  const both = await Promise.all([drain(id), drain(id, other)]);
  expect(new Set(both)).toEqual(new Set(["taken", "elsewhere"]));
  expect(receiver.received).toHaveLength(30);
  await other.stop();
});

test("what a dead sender had taken is sent by the next one", async () => {
  const { id } = await register();
  await happen(3);
  await database.db.pool.query("update callback_deliveries set state = 'sending'");
  await drain(id);
  expect(receiver.received).toHaveLength(3);
});

test("an endpoint with something due and no job is found by the sweep", async () => {
  const { id } = await register();
  await happen(1);
  await database.db.pool.query("select graphile_worker.remove_job($1)", [`callbacks:${id}`]);
  expect(await sweepCallbacks(ctx)).toBe(1);
  expect(await sweepCallbacks(ctx)).toBe(0);
});

test("a test event and a replay are deliveries of their own", async () => {
  const { id } = await register();
  await testCallback(ctx, { endpointId: id });
  await drain(id);
  expect(JSON.parse(receiver.received[0]?.body ?? "")).toMatchObject({ event: "callback.test" });
  await happen(1);
  await drain(id);
  const { items } = await listDeliveries(ctx, { endpointId: id, limit: 10 });
  const placed = items.find(({ event }) => event === "order.created");
  await replayDelivery(ctx, { deliveryId: placed?.id ?? "" });
  await drain(id);
  expect(receiver.received[2]?.body).toBe(receiver.received[1]?.body);
  const all = await listDeliveries(ctx, { endpointId: id, limit: 2 });
  const rest = await listDeliveries(ctx, { endpointId: id, limit: 2, cursor: all.nextCursor ?? "" });
  expect(rest.nextCursor).toBeNull();
  const told = [...all.items, ...rest.items].map(({ event, replayNo }) => `${event} ${replayNo}`);
  expect(told.toSorted()).toEqual(["callback.test 0", "order.created 0", "order.created 1"]);
});

test("another organization's endpoint does not exist", async () => {
  const { id } = await register();
  const stranger = runtimeCtx(ctx, {});
  const foreign: Ctx = { ...stranger, organizationId: newId() };
  await expect(listDeliveries(foreign, { endpointId: id })).rejects.toThrow("not_found");
  await expect(deleteCallback(foreign, { endpointId: id })).rejects.toThrow("not_found");
  await expect(testCallback(foreign, { endpointId: id })).rejects.toThrow("not_found");
  expect((await listCallbacks(foreign)).items).toEqual([]);
});

function register({ event = "order.*" } = {}) {
  return registerCallback(ctx, { event, targetUrl: receiver.url });
}

async function happen(count: number, type = "order.created") {
  const aggregateIds = Array.from({ length: count }, () => newId());
  const events = await writeEvents(database.db, { organizationId: ctx.organizationId, count, type, aggregateIds });
  await relayOnce(ctx);
  return events;
}

function openSender(options: CallbackSenderOptions = {}): CallbackSender {
  return createCallbackSender(ctx, { agent: createGuardedAgent({ allowPrivate: true }), ...options });
}

/** Sends what is due, and answers whether this sender might. */
async function drain(endpointId: string, by = sender) {
  const taken = await by.take(endpointId);
  await by.settled();
  return taken;
}

function strings(headers: Record<string, string | string[] | undefined> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));
}
