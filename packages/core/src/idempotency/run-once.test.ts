import { createHash } from "node:crypto";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { DomainError } from "#errors.ts";

import { runOnce } from "./run-once.ts";

let database: TestDatabase;
let at = Date.now();
const services = () => ({ db: database.db, now: () => new Date(at) });

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("a key", () => {
  it("runs its work once under twenty parallel submits, and all who are answered hear the same", async () => {
    let runs = 0;
    const { open, gate } = latch();
    const submit = () =>
      runOnce(services(), call("parallel"), async (id) => {
        runs += 1;
        await gate;
        return { status: 201, body: `{"orderId":"${id}"}` };
      });
    const submits = Array.from({ length: 20 }, submit);
    open();
    const settled = await Promise.allSettled(submits);
    const bodies = settled.flatMap((result) => (result.status === "fulfilled" ? [result.value.body] : []));
    const codes = settled.flatMap((result) => (result.status === "rejected" ? [codeOf(result.reason)] : []));
    expect(runs).toBe(1);
    expect(new Set(bodies).size).toBe(1);
    expect(bodies.length + codes.length).toBe(20);
    expect(codes.filter((code) => code !== "request_in_progress")).toEqual([]);
    expect(await submit()).toEqual({ status: 201, body: bodies[0], replayed: true });
  });

  it("is refused with another body", async () => {
    await runOnce(services(), call("body", "a"), async () => ({ status: 200, body: "a" }));
    const other = runOnce(services(), call("body", "b"), async () => ({ status: 200, body: "b" }));
    await expect(other).rejects.toMatchObject({ code: "idempotency_key_reused" });
  });

  it("is free again when the work was refused", async () => {
    const refuse = runOnce(services(), call("refused"), async () => Promise.reject(new DomainError("out_of_stock")));
    await expect(refuse).rejects.toMatchObject({ code: "out_of_stock" });
    expect(await runOnce(services(), call("refused"), async () => ({ status: 201, body: "{}" }))).toMatchObject({
      replayed: false,
    });
  });

  it("gives a call that died and is repeated the same id to work with, and not before its minute is over", async () => {
    const ids: string[] = [];
    const { gate } = latch();
    const never = runOnce(services(), call("crash"), async (id) => {
      ids.push(id);
      await gate;
      return { status: 201, body: "" };
    });
    never.catch(() => undefined);
    await expect.poll(() => ids.length).toBe(1);
    const again = () =>
      runOnce(services(), call("crash"), async (id) => {
        ids.push(id);
        return { status: 201, body: id };
      });
    await expect(again()).rejects.toMatchObject({ code: "request_in_progress" });
    at += 61_000;
    expect(await again()).toMatchObject({ body: ids[0], replayed: false });
    expect(ids[1]).toBe(ids[0]);
  });

  it("means something new after its day", async () => {
    const first = await runOnce(services(), call("day"), async (id) => ({ status: 200, body: id }));
    at += 25 * 3_600_000;
    const second = await runOnce(services(), call("day", "another"), async (id) => ({ status: 200, body: id }));
    expect(second.replayed).toBe(false);
    expect(second.body).not.toBe(first.body);
  });

  it("never meets the same key of another caller", async () => {
    await runOnce(services(), { ...call("shared"), scope: "one" }, async () => ({ status: 200, body: "one" }));
    const other = await runOnce(services(), { ...call("shared"), scope: "two" }, async () => ({
      status: 200,
      body: "two",
    }));
    expect(other).toEqual({ status: 200, body: "two", replayed: false });
  });
});

function call(key: string, body = "body") {
  return {
    scope: "org:POST /orders:key",
    key,
    fingerprint: new Uint8Array(createHash("sha256").update(body).digest()),
  };
}

function codeOf(error: unknown): string {
  return error instanceof DomainError ? error.code : String(error);
}

function latch() {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  return { gate, open };
}
