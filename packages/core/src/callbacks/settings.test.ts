import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { createCallbackRig, type CallbackRig } from "#testing/callback-rig.ts";
import { startScriptedReceiver, type Received, type ScriptedReceiver } from "#testing/scripted-receiver.ts";

import { changeCallback } from "./change-callback.ts";
import { deleteCallback } from "./delete-callback.ts";
import { enableCallback } from "./enable-callback.ts";
import { listCallbacks } from "./list-callbacks.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { pauseCallback } from "./pause-callback.ts";
import { readCallback } from "./read-callback.ts";
import { rotateSecret } from "./rotate-secret.ts";

const hourMs = 3_600_000;

let database: TestDatabase;
let receiver: ScriptedReceiver;
let rig: CallbackRig;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(async () => {
  receiver = await startScriptedReceiver();
  rig = createCallbackRig(database);
});

afterEach(async () => {
  await rig.close();
  await receiver.close();
});

test("for a day after a rotation the old secret and the new one verify a call, then the new one alone", async () => {
  const { id, secret } = await rig.register(receiver.url);
  const rotated = await rotateSecret(rig.ctx, { endpointId: id });
  await rig.happen(1);
  await rig.drain(id);
  expect(verified(receiver.received[0], secret)).toBe(true);
  expect(verified(receiver.received[0], rotated.secret)).toBe(true);
  expect((await readCallback(rig.ctx, { endpointId: id })).previousSecretUntil).toEqual(rotated.previousSecretUntil);
  await database.db.pool.query("update callback_endpoints set previous_expires_at = now() where id = $1", [id]);
  await rig.happen(1);
  await rig.drain(id);
  expect(verified(receiver.received[1], secret)).toBe(false);
  expect(verified(receiver.received[1], rotated.secret)).toBe(true);
});

test("in order on request: nothing overtakes a failure, and all arrive as they happened once it is mended", async () => {
  const { id } = await rig.register(receiver.url);
  await changeCallback(rig.ctx, { endpointId: id, ordered: true });
  receiver.script = [200, 200, 500];
  await rig.happen(30);
  await rig.drain(id);
  expect(numbers()).toEqual([0, 1, 2]);
  await rig.happen(1);
  await rig.drain(id);
  expect(numbers()).toHaveLength(3);
  rig.skip(7_000);
  await rig.drain(id);
  const allInOrder = Array.from({ length: 30 }, (_, n) => n);
  expect(numbers()).toEqual([0, 1, 2, ...allInOrder.slice(2), 0]);
});

test("a rate is kept by whoever sends: ten a second make twelve calls last a second, over two senders", async () => {
  const { id } = await rig.register(receiver.url);
  await changeCallback(rig.ctx, { endpointId: id, ratePerSecond: 10 });
  await rig.happen(12);
  const arrivedAt: number[] = [];
  receiver.script = Array.from({ length: 12 }, () => (response) => {
    arrivedAt.push(performance.now());
    response.end();
  });
  // Turns of 300 ms: they take over from each other in the middle.
  const senders = [rig.openSender({ turnMs: 300 }), rig.openSender({ turnMs: 300 })];
  for (let n = 0; arrivedAt.length < 12; n += 1) {
    await senders[n % 2]?.take(id);
    await senders[n % 2]?.settled();
  }
  // Eleven pauses of 100 ms; one that came late may be made up for.
  expect((arrivedAt.at(-1) ?? 0) - (arrivedAt[0] ?? 0)).toBeGreaterThan(900);
});

test("a schedule of its own ends after its own number of attempts", async () => {
  const { id } = await rig.register(receiver.url);
  await changeCallback(rig.ctx, { endpointId: id, retrySchedule: [60, 300] });
  receiver.script = [500, 500, 500];
  await rig.happen(1);
  for (const skipMs of [0, 80_000, 400_000]) {
    rig.skip(skipMs);
    await rig.drain(id);
  }
  const { items } = await listDeliveries(rig.ctx, { endpointId: id });
  expect(items).toMatchObject([{ state: "dead", attempt: 3 }]);
});

test.each([
  { maxInFlight: 0 },
  { maxInFlight: 101 },
  { ratePerSecond: 0 },
  { ratePerSecond: 1.5 },
  { retrySchedule: [0] },
  { retrySchedule: [604_801] },
  { retrySchedule: Array.from({ length: 21 }, () => 60) },
])("the setting %j is refused", async (setting) => {
  const { id } = await rig.register(receiver.url);
  await expect(changeCallback(rig.ctx, { endpointId: id, ...setting })).rejects.toThrow("invalid_input");
});

test("no more calls are under way than the endpoint allows", async () => {
  const { id } = await rig.register(receiver.url);
  await changeCallback(rig.ctx, { endpointId: id, maxInFlight: 3 });
  let underWay = 0;
  let most = 0;
  receiver.script = Array.from({ length: 12 }, () => (response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    setTimeout(() => {
      underWay -= 1;
      response.end();
    }, 30);
  });
  await rig.happen(12);
  await rig.drain(id);
  expect({ most, arrived: receiver.received.length }).toEqual({ most: 3, arrived: 12 });
});

test("what happens during a pause waits, and is sent when it is over", async () => {
  const { id } = await rig.register(receiver.url);
  await pauseCallback(rig.ctx, { endpointId: id });
  await rig.happen(3);
  await rig.drain(id);
  expect(receiver.received).toHaveLength(0);
  await enableCallback(rig.ctx, { endpointId: id });
  await rig.drain(id);
  expect(receiver.received).toHaveLength(3);
});

test("three days of nothing but failure: a warning, once; five: it is switched off, and both are events", async () => {
  const { id } = await rig.register(receiver.url);
  receiver.script = Array.from({ length: 50 }, () => 500);
  await rig.happen(20);
  await rig.drain(id);
  rig.skip(71 * hourMs);
  await rig.drain(id);
  expect(await told("callback.%")).toEqual([]);
  for (const hours of [2, 1]) {
    rig.skip(hours * hourMs);
    await rig.drain(id);
  }
  expect(await told("callback.%")).toEqual(["callback.failing"]);
  expect(await readCallback(rig.ctx, { endpointId: id })).toMatchObject({
    status: "enabled",
    warnedAt: expect.any(Date),
  });
  rig.skip(49 * hourMs);
  await rig.drain(id);
  expect(await told("callback.%")).toEqual(["callback.failing", "callback.disabled"]);
  const { status, disabledReason } = await readCallback(rig.ctx, { endpointId: id });
  expect({ status, disabledReason }).toEqual({ status: "disabled", disabledReason: "nothing delivered for 5 days" });
});

test("an endpoint that is deleted while it is called takes its log along, and nobody complains", async () => {
  const { id } = await rig.register(receiver.url);
  const hanging: (() => void)[] = [];
  receiver.script = Array.from({ length: 5 }, () => (response) => void hanging.push(() => response.end()));
  await rig.happen(8);
  const sender = rig.openSender();
  await sender.take(id);
  await expect.poll(() => hanging.length, { timeout: 10_000 }).toBe(5);
  await deleteCallback(rig.ctx, { endpointId: id });
  for (const answer of hanging) answer();
  await sender.settled();
  expect((await listCallbacks(rig.ctx)).items).toEqual([]);
  expect(await database.db.prisma.callbackDelivery.count({ where: { endpointId: id } })).toBe(0);
});

test("the list of endpoints continues where its page ended", async () => {
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) ids.push((await rig.register(`${receiver.url}/${n}`)).id);
  const first = await listCallbacks(rig.ctx, { limit: 2 });
  const second = await listCallbacks(rig.ctx, { limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.toReversed());
  expect(second.nextCursor).toBeNull();
});

function verified(got: Received | undefined, secret: string): boolean {
  const headers = Object.fromEntries(Object.entries(got?.headers ?? {}).map(([name, value]) => [name, String(value)]));
  try {
    new Webhook(secret).verify(got?.body ?? "", headers);
    return true;
  } catch {
    return false;
  }
}

function numbers(): number[] {
  return receiver.received.map(({ body }) => Number(/"n":(\d+)/.exec(body)?.[1]));
}

async function told(pattern: string): Promise<string[]> {
  const { rows } = await database.db.pool.query<{ type: string }>(
    "select type from outbox where organization_id = $1 and type like $2 order by id",
    [rig.ctx.organizationId, pattern],
  );
  return rows.map(({ type }) => type);
}
