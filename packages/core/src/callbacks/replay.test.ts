import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { createCallbackRig, type CallbackRig } from "#testing/callback-rig.ts";
import { startScriptedReceiver, type ScriptedReceiver } from "#testing/scripted-receiver.ts";

import { changeCallback } from "./change-callback.ts";
import { enableCallback } from "./enable-callback.ts";
import { groupDeadDeliveries } from "./group-dead-deliveries.ts";
import { listReplays } from "./list-replays.ts";
import { runReplay } from "./run-replay.ts";
import { countReplay, startReplay, type AskedReplay } from "./start-replay.ts";
import { stopReplay } from "./stop-replay.ts";

let database: TestDatabase;
let receiver: ScriptedReceiver;
let rig: CallbackRig;
let since: Date;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(async () => {
  receiver = await startScriptedReceiver();
  rig = createCallbackRig(database);
  since = new Date(Date.now() - 60_000);
});

afterEach(async () => {
  await rig.close();
  await receiver.close();
});

test("what was given up on is grouped by its cause, and sent once more by one replay", async () => {
  const { id } = await rig.register(receiver.url);
  await changeCallback(rig.ctx, { endpointId: id, retrySchedule: [1], maxInFlight: 1 });
  receiver.script = [500, 503, 200, 500, 500, 503];
  await rig.happen(3);
  await rig.drain(id);
  rig.skip(120_000);
  await rig.drain(id);
  rig.skip(120_000);
  await rig.drain(id);
  const groups = await groupDeadDeliveries(rig.ctx, { endpointId: id });
  expect(groups.map(({ lastStatus, count }) => ({ lastStatus, count }))).toEqual([{ lastStatus: 500, count: 2 }]);
  const got = receiver.received.length;
  expect(await replay({ endpointId: id, what: "failed", since })).toBe(2);
  await rig.drain(id);
  expect(receiver.received).toHaveLength(got + 2);
  expect(await groupDeadDeliveries(rig.ctx, { endpointId: id })).toEqual([]);
  expect(await countReplay(rig.ctx, { endpointId: id, what: "failed", since })).toEqual({ count: 0 });
});

test("after an endpoint was switched off: what was cancelled, and what happened since, each event once", async () => {
  const { id } = await rig.register(receiver.url);
  // The rig's clock is ahead of the one by which events are logged, and what came before an endpoint is none of its business.
  await database.db.pool.query("update callback_endpoints set created_at = $2 where id = $1", [id, since]);
  receiver.script = [410];
  const before = await rig.happen(1);
  await rig.drain(id);
  const meanwhile = await rig.happen(3);
  await expect(startReplay(rig.ctx, { endpointId: id, what: "failed", since })).rejects.toThrow("not_found");
  await enableCallback(rig.ctx, { endpointId: id });
  receiver.received.length = 0;
  expect(await replay({ endpointId: id, what: "failed", since })).toBe(4);
  await rig.drain(id);
  const arrived = receiver.received.map(({ headers }) => headers["webhook-id"]);
  expect(arrived).toHaveLength(4);
  expect(new Set(arrived)).toEqual(new Set([...before, ...meanwhile].map(({ eventId }) => eventId)));
});

test("a span is sent once more whole, delivered or not, and not what came after it", async () => {
  const { id } = await rig.register(receiver.url);
  await rig.happen(3);
  await rig.drain(id);
  const until = rig.ctx.now();
  rig.skip(1_000);
  // Deliveries carry Postgres's own time: what happens next must be later by it, too.
  await database.db.pool.query("select pg_sleep(0.06)");
  await rig.happen(2);
  await rig.drain(id);
  expect(await replay({ endpointId: id, what: "range", since, until })).toBe(3);
  expect(await replay({ endpointId: id, what: "range", since, until })).toBe(3);
  await rig.drain(id);
  expect(receiver.received).toHaveLength(11);
});

test("many are put in line in short transactions, a job that dies goes on where it was, and fresh ones go first", async () => {
  const { id } = await rig.register(receiver.url);
  await changeCallback(rig.ctx, { endpointId: id, maxInFlight: 1 });
  await addDead(id, 1_700);
  const started = await startReplay(rig.ctx, { endpointId: id, what: "failed", since });
  const job = { organizationId: rig.ctx.organizationId, replayId: started.id };
  // Told to stop, it puts one batch in line and leaves the rest to the next job.
  await runReplay(rig.ctx, job, { signal: AbortSignal.abort() });
  expect(await listReplays(rig.ctx, { endpointId: id })).toMatchObject([
    { state: "running", queued: 500, total: 1_700 },
  ]);
  await Promise.all([runReplay(rig.ctx, job), runReplay(rig.ctx, job)]);
  expect(await listReplays(rig.ctx, { endpointId: id })).toMatchObject([{ state: "done", queued: 1_700 }]);
  expect(await database.db.prisma.callbackDelivery.count({ where: { endpointId: id, state: "pending" } })).toBe(1_700);
  const [fresh] = await rig.happen(1);
  await rig.openSender({ turnMs: 300 }).take(id);
  await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(receiver.received[0]?.headers["webhook-id"]).toBe(fresh?.eventId);
});

test("one replay of an endpoint at a time; one that is stopped puts no more in line", async () => {
  const { id } = await rig.register(receiver.url);
  await addDead(id, 700);
  const asked = { endpointId: id, what: "failed", since } as const;
  const both = await Promise.allSettled([startReplay(rig.ctx, asked), startReplay(rig.ctx, asked)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const [running] = await listReplays(rig.ctx, { endpointId: id });
  const replayId = running?.id ?? "";
  await stopReplay(rig.ctx, { replayId });
  await runReplay(rig.ctx, { organizationId: rig.ctx.organizationId, replayId });
  expect(await listReplays(rig.ctx, { endpointId: id })).toMatchObject([{ state: "stopped", queued: 0 }]);
  await expect(stopReplay(rig.ctx, { replayId })).rejects.toThrow("not_found");
});

test("a span that ends before it begins is refused", async () => {
  const { id } = await rig.register(receiver.url);
  const until = new Date(since.getTime() - 1);
  await expect(countReplay(rig.ctx, { endpointId: id, what: "range", since, until })).rejects.toThrow("ends before");
});

// Counts, starts and runs a replay; answers how many it put in line, which must be what was counted.
async function replay(asked: AskedReplay): Promise<number> {
  const { count } = await countReplay(rig.ctx, asked);
  const { id } = await startReplay(rig.ctx, asked);
  await runReplay(rig.ctx, { organizationId: rig.ctx.organizationId, replayId: id });
  const [done] = await listReplays(rig.ctx, { endpointId: asked.endpointId });
  expect(done).toMatchObject({ id, state: "done", queued: count });
  return count;
}

async function addDead(endpointId: string, count: number): Promise<void> {
  await database.db.pool.query(
    `insert into callback_deliveries (id, organization_id, endpoint_id, event_id, event_type, body, state, attempt)
     select gen_random_uuid(), $1, $2, gen_random_uuid(), 'order.created', '{}', 'dead', 10 from generate_series(1, $3)`,
    [rig.ctx.organizationId, endpointId, count],
  );
}
