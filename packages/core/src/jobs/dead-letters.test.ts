import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { newId } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { Ctx } from "#context.ts";
import { runtimeCtx, runtimeServices } from "#testing/runtime-services.ts";

import { groupDeadLetters } from "./group-dead-letters.ts";
import { listDeadLetters } from "./list-dead-letters.ts";
import { resolveDeadLetters } from "./resolve-dead-letters.ts";

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  await database.reset();
  ctx = runtimeCtx(runtimeServices(database.db));
});

afterAll(() => database.drop());

test("letters of one cause are told as one, whatever numbers and ids their errors name", async () => {
  await letter({ error: `Error: refund ${newId()} was refused after 3 tries\n at line 7` });
  await letter({ error: `Error: refund ${newId()} was refused after 12 tries` });
  await letter({ error: "Error: the provider is away" });
  await letter({ error: "Error: the provider is away", organizationId: newId() });
  expect(await groupDeadLetters(ctx)).toMatchObject([
    { kind: "job", name: "settle-refund", cause: "Error: refund # was refused after # tries", count: 2 },
    { cause: "Error: the provider is away", count: 1 },
  ]);
});

test("all letters of one cause are done again together, others stay, and the audit log tells each", async () => {
  for (let n = 0; n < 3; n += 1) await letter({ error: `Error: ${n}` });
  await letter({ error: "Error: else" });
  await letter({ error: "Error: 7", organizationId: newId() });
  const cause = { kind: "job", name: "settle-refund", cause: "Error: #" };
  expect(await resolveDeadLetters(ctx, { ...cause, resolution: "retried" })).toEqual({
    resolved: 3,
    refused: 0,
    more: false,
  });
  expect((await listDeadLetters(ctx)).items).toMatchObject([{ error: "Error: else" }]);
  expect((await listDeadLetters(ctx, { resolved: true })).items).toHaveLength(3);
  expect(await ctx.db.prisma.auditLog.count({ where: { action: "dead_letter.retried" } })).toBe(3);
  const { rowCount } = await database.db.pool.query("select from graphile_worker.jobs");
  expect(rowCount).toBe(3);
});

test("of named letters those that cannot be done again stay open and are counted", async () => {
  const ids = [await letter(), await letter({ kind: "integrity", name: "stock_on_hand" })];
  expect(await resolveDeadLetters(ctx, { ids, resolution: "retried" })).toEqual({
    resolved: 1,
    refused: 1,
    more: false,
  });
  expect(await resolveDeadLetters(ctx, { ids, resolution: "discarded" })).toEqual({
    resolved: 1,
    refused: 0,
    more: false,
  });
});

test("settling everything at once, by naming nothing, is refused", async () => {
  await letter();
  for (const nothing of [{}, { ids: [] }, { search: "" }])
    await expect(resolveDeadLetters(ctx, { ...nothing, resolution: "discarded" })).rejects.toThrow("invalid_input");
  expect((await listDeadLetters(ctx)).items).toHaveLength(1);
});

test("letters are found by a part of their error, taken literally, and by what they are about", async () => {
  const ref = newId();
  await letter({ error: "Error: 100 % of it is gone", ref });
  await letter({ error: "Error: all of it is gone", payload: { requestId: "req-5", password: "x" } });
  const found = async (search: string) => (await listDeadLetters(ctx, { search })).items.map(({ error }) => error);
  expect(await found("100 % OF")).toEqual(["Error: 100 % of it is gone"]);
  expect(await found("100_%")).toEqual([]);
  expect(await found(ref)).toEqual(["Error: 100 % of it is gone"]);
  expect(await found("req-5")).toEqual(["Error: all of it is gone"]);
  const [item] = (await listDeadLetters(ctx, { search: "req-5" })).items;
  expect(item?.payload).toEqual({ requestId: "req-5", password: "[redacted]" });
});

async function letter(
  of: { kind?: string; name?: string; error?: string; organizationId?: string; ref?: string; payload?: object } = {},
): Promise<string> {
  const { id } = await ctx.db.prisma.deadLetter.create({
    data: {
      id: newId(),
      organizationId: ctx.organizationId,
      kind: "job",
      name: "settle-refund",
      ref: newId(),
      payload: { organizationId: ctx.organizationId, refundId: newId() },
      error: "Error: no",
      attempts: 10,
      ...of,
    },
  });
  return id;
}
