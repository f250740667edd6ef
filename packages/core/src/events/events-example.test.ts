import { readFile } from "node:fs/promises";

import { expect, test, vi } from "vitest";

import { newId } from "@cartwright/db";
import { createTestDatabase } from "@cartwright/db/testing";

import { relayOnce } from "#outbox/relay-once.ts";
import { runtimeCtx, runtimeServices } from "#testing/runtime-services.ts";

import { createEvents } from "./create-events.ts";
import { drainSubscriber } from "./drain-subscriber.ts";
import { connectWarehouse, type Warehouse } from "./events-example.ts";
import { registerSubscribers } from "./register-subscribers.ts";

test("the example of the documentation is this file", async () => {
  const page = await readFile(new URL("../../../../docs/events.md", import.meta.url), "utf8");
  const code = await readFile(new URL("events-example.ts", import.meta.url), "utf8");
  expect(page).toContain(`\`\`\`ts\n${code}\`\`\``);
});

test("the example has a paid order packed once, though the warehouse fails at first", async () => {
  const database = await createTestDatabase();
  const ctx = runtimeCtx(runtimeServices(database.db));
  const { events, subscriptions } = createEvents(ctx);
  const pack = vi
    .fn<Warehouse["pack"]>()
    .mockRejectedValueOnce(new Error("closed"))
    .mockResolvedValue({ reference: "W-1" });
  const heard: string[] = [];
  events.on("*", ({ type }) => heard.push(type));
  connectWarehouse(events, { pack });
  await registerSubscribers(ctx, subscriptions);

  const orderId = newId();
  const total = { amount: "10.00", currency: "EUR" };
  const order = { orderId, number: "1001", status: "paid", customerId: newId(), email: "a@example.com", total };
  const lines = [{ variantId: newId(), sku: "MUG", title: "Mug", quantity: 1, total }];
  const about = { organizationId: ctx.organizationId, aggregateId: orderId };
  await events.emitPersistent("order.paid", { ...order, lines, paidAt: new Date().toISOString() }, about);
  await relayOnce(ctx);
  const drain = () => drainSubscriber(ctx, { subscriber: "warehouse-orders", subscriptions });
  expect(await drain()).toEqual({ handled: 1 });
  // Its next attempt is due in two seconds; the test does not wait for them.
  await ctx.db.prisma.subscriberEvent.updateMany({ data: { nextAttemptAt: new Date(0) } });
  expect(await drain()).toEqual({ handled: 1 });

  expect(new Set(pack.mock.calls.map(([, { idempotencyKey }]) => idempotencyKey)).size).toBe(1);
  expect(pack.mock.calls.map(([{ number }]) => number)).toEqual(["1001", "1001"]);
  expect(await ctx.db.prisma.outboxEvent.findMany()).toMatchObject([
    { type: "warehouse.order_sent", payload: { orderId, reference: "W-1" }, aggregateId: orderId },
  ]);
  expect(heard).toEqual(["warehouse.answered"]);
  await database.drop();
});
