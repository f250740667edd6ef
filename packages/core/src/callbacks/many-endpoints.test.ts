import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { createCallbackRig } from "#testing/callback-rig.ts";
import { startScriptedReceiver } from "#testing/scripted-receiver.ts";

import { drainCallbacks } from "./drain-callbacks.ts";
import { listDeliveries } from "./list-deliveries.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test("of fifty endpoints ten hang: the other forty get everything while they do, and no job waits for them", async () => {
  const rig = createCallbackRig(database, { headersTimeoutMs: 60_000, totalTimeoutMs: 60_000 });
  const [good, bad] = await Promise.all([startScriptedReceiver(), startScriptedReceiver()]);
  bad.script = Array.from({ length: 1_000 }, () => () => undefined);
  const [dead, alive]: [{ id: string }[], { id: string }[]] = [[], []];
  for (let n = 0; n < 10; n += 1) dead.push(await rig.register(`${bad.url}/${n}`));
  for (let n = 0; n < 40; n += 1) alive.push(await rig.register(`${good.url}/${n}`));
  await rig.happen(10);
  const sender = rig.openSender();
  // One after another, as a worker with a single slot would.
  for (const { id } of [...dead, ...alive]) await drainCallbacks(rig.ctx, { endpointId: id }, sender);
  await expect.poll(() => good.received.length, { timeout: 20_000 }).toBe(400);
  // The dead ones still have as much under way as each may, and no more.
  expect(bad.received).toHaveLength(50);
  expect(
    (await listDeliveries(rig.ctx, { endpointId: dead[0]?.id ?? "" })).items.map(({ attempt }) => attempt),
  ).toEqual(Array.from({ length: 10 }, () => 0));
  await bad.close();
  await rig.close();
  await good.close();
});

test("a sender that loses its locks gives up what is under way, and another sends it", async () => {
  const rig = createCallbackRig(database);
  const receiver = await startScriptedReceiver();
  receiver.script = [() => undefined];
  const { id } = await rig.register(receiver.url);
  await rig.happen(1);
  const first = rig.openSender();
  await first.take(id);
  await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(1);
  await database.db.pool.query(
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
  );
  await first.settled().catch(() => undefined);
  await rig.drain(id);
  expect(receiver.received).toHaveLength(2);
  expect((await listDeliveries(rig.ctx, { endpointId: id })).items).toMatchObject([{ state: "delivered", attempt: 1 }]);
  await rig.close();
  await receiver.close();
});
