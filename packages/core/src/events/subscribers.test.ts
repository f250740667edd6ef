import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { newId } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { Ctx } from "#context.ts";
import { relayOnce } from "#outbox/relay-once.ts";
import { runtimeCtx, runtimeServices } from "#testing/runtime-services.ts";
import { writeEvents } from "#testing/write-events.ts";

import { createEvents } from "./create-events.ts";
import { drainSubscriber } from "./drain-subscriber.ts";
import { listSubscribers } from "./list-subscribers.ts";
import { registerSubscribers } from "./register-subscribers.ts";
import { retrySubscriber } from "./retry-subscriber.ts";

let database: TestDatabase;
let ctx: Ctx;
let stranger: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = runtimeCtx(runtimeServices(database.db));
  stranger = { ...ctx, organizationId: newId() };
});

afterAll(() => database.drop());

test("staff see how far behind each subscriber is with their own events, why, and have it try again at once", async () => {
  let open = false;
  const { events, subscriptions } = createEvents(ctx);
  const ours = events.extend({ "counter.counted": z.object({ n: z.number() }) });
  const handle = () => (open ? Promise.resolve() : Promise.reject(new Error("the warehouse is closed")));
  ours.onPersistent("counter.*", "b-count", handle, { retryDelayMs: () => 3_600_000 });
  ours.onPersistent("order.paid", "a-idle", () => Promise.resolve());
  await registerSubscribers(ctx, subscriptions);
  const { organizationId } = ctx;
  await writeEvents(ctx.db, { organizationId, count: 3, type: "counter.counted", aggregateIds: [newId(), newId()] });
  await relayOnce(ctx);
  const drain = () => drainSubscriber(ctx, { subscriber: "b-count", subscriptions });
  await drain();

  const first = await listSubscribers(ctx, { limit: 1 });
  expect(first.items).toMatchObject([
    { name: "a-idle", patterns: ["order.paid"], alive: true, waiting: 0, oldestAt: null },
  ]);
  const rest = await listSubscribers(ctx, { limit: 1, cursor: first.nextCursor ?? "" });
  expect(rest).toMatchObject({
    nextCursor: null,
    items: [{ name: "b-count", waiting: 3, failed: 2, lastError: "Error: the warehouse is closed", deadLetters: 0 }],
  });
  expect(rest.items[0]?.oldestAt).toBeInstanceOf(Date);
  expect((await listSubscribers(stranger)).items.map(({ waiting }) => waiting)).toEqual([0, 0]);

  expect(await retrySubscriber(stranger, { name: "b-count" })).toEqual({ changed: 0 });
  open = true;
  expect(await retrySubscriber(ctx, { name: "b-count" })).toEqual({ changed: 2 });
  expect(await ctx.db.prisma.auditLog.findMany()).toMatchObject([{ action: "subscriber.retried" }]);
  expect(await drain()).toEqual({ handled: 3 });
  expect((await listSubscribers(ctx)).items.map(({ waiting }) => waiting)).toEqual([0, 0]);
});

test("a subscriber that no worker has told of for a minute is told to be away; one that never was is not found", async () => {
  await ctx.db.pool.query("update event_subscribers set seen_at = now() - interval '2 minutes' where name = 'a-idle'");
  expect((await listSubscribers(ctx)).items.map(({ alive }) => alive)).toEqual([false, true]);
  await expect(retrySubscriber(ctx, { name: "nobody" })).rejects.toMatchObject({ code: "not_found" });
  await expect(listSubscribers(ctx, { cursor: "" })).rejects.toMatchObject({ code: "invalid_input" });
});
