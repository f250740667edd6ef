import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";

import { newId, transact } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { Ctx } from "#context.ts";
import { runtimeCtx, runtimeServices } from "#testing/runtime-services.ts";

import { createEvents } from "./create-events.ts";

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = runtimeCtx(runtimeServices(database.db));
});

afterAll(() => database.drop());

test("listeners hear what they asked for; one that fails harms neither the emitter nor another", async () => {
  const errors: unknown[] = [];
  const services = runtimeServices(database.db);
  vi.spyOn(services.log, "error").mockImplementation((fields: unknown) => void errors.push(fields));
  const { events } = createEvents(services);
  const heard: string[] = [];
  events.on("sync.*", () => {
    throw new Error("I am broken");
  });
  const stop = events.on("sync.*", ({ type, data }) => heard.push(`${type} ${data.name}`));
  events.on("*", ({ type }) => heard.push(type));
  events.on("sync.failed", ({ data }) => heard.push(data.error));
  events.emit("sync.started", { syncRunId: "1", name: "stock" });
  expect(heard).toEqual([]);
  await vi.waitFor(() => expect(heard).toEqual(["sync.started stock", "sync.started"]));
  expect(errors).toMatchObject([{ type: "sync.started", err: { message: "I am broken" } }]);
  stop();
  events.emit("sync.started", { syncRunId: "2", name: "prices" });
  await vi.waitFor(() => expect(heard).toEqual(["sync.started stock", "sync.started", "sync.started"]));
});

test("what nobody named, and data of another shape, is refused wherever it is told", async () => {
  const { events } = createEvents(ctx);
  const erp = events.extend({ "erp.stock_pulled": z.object({ items: z.number() }) });
  expect(() => erp.emit("erp.stock_lost" as "erp.stock_pulled", { items: 1 })).toThrow("no event is called");
  expect(() => erp.emit("erp.stock_pulled", { items: "one" as unknown as number })).toThrow("items");
  const about = { organizationId: ctx.organizationId };
  await expect(erp.emitPersistent("erp.stock_pulled", { items: NaN }, about)).rejects.toThrow("items");
  await expect(erp.emitPersistent("erp.stock_pulled", { items: 1 }, { organizationId: "mine" })).rejects.toMatchObject({
    code: "invalid_input",
    details: { field: "organizationId" },
  });
  expect(() => events.extend({ "order.paid": z.object({}) })).toThrow("named twice");
  expect(() => events.extend({ paid: z.object({}) })).toThrow("no name for an event");
  const nothing = (): Promise<void> => Promise.resolve();
  erp.onPersistent("erp.*", "one", nothing);
  expect(() => erp.onPersistent("erp.*", "one", nothing)).toThrow("named twice");
  expect(await ctx.db.prisma.outboxEvent.count()).toBe(0);
});

test("an event told in a transaction exists if and only if that commits", async () => {
  const erp = createEvents(ctx).events.extend({ "counter.counted": z.object({ n: z.number() }) });
  const aggregateId = newId();
  const about = { organizationId: ctx.organizationId, aggregateId, requestId: "req-1" };
  const undone = transact(ctx.db, async (tx) => {
    await erp.emitInTransaction(tx, "counter.counted", { n: 1 }, about);
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  await transact(ctx.db, (tx) => erp.emitInTransaction(tx, "counter.counted", { n: 2 }, about));
  const eventId = await erp.emitPersistent("counter.counted", { n: 3 }, about);
  expect(await ctx.db.prisma.outboxEvent.findMany({ orderBy: { id: "asc" } })).toMatchObject([
    { payload: { n: 2 }, aggregateType: "counter", trace: { requestId: "req-1" } },
    { payload: { n: 3 }, aggregateId, eventId },
  ]);
});
