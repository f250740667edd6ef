import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { runSql, transact } from "@cartwright/db";

import { createTestShop, type TestShop } from "#testing/create-test-shop.ts";

import { chainAudit } from "./chain-audit.ts";
import { exportAudit, listAudit } from "./list-audit.ts";
import { recordAudit } from "./record-audit.ts";
import { type AuditFinding, type AuditHead, verifyAudit } from "./verify-audit.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await createTestShop();
});
beforeEach(async () => {
  shop = await createTestShop({ db: shop.db });
});
afterAll(() => shop.close());

async function write(count: number, { action = "order.noted" } = {}): Promise<void> {
  const ctx = { ...(await shop.member("staff")), address: "192.0.2.7" };
  const one = (n: number) => {
    const entry = { action, subjectType: "order", subjectId: crypto.randomUUID(), data: { n } } as const;
    return transact(ctx.db, (tx) => recordAudit(tx, ctx, entry));
  };
  await Promise.all(Array.from({ length: count }, (_, n) => one(n)));
}

async function verify(kept: readonly AuditHead[] = []) {
  const findings: Omit<AuditFinding, "organizationId">[] = [];
  const { organizationId } = shop;
  const onFinding = ({ organizationId: _, ...finding }: AuditFinding) => void findings.push(finding);
  for await (const chain of verifyAudit(shop.db, { organizationId, kept, onFinding })) return { ...chain, findings };
  throw new Error("no chain was read");
}

/** As somebody would who may do everything with the database. */
async function tamper(sql: string): Promise<void> {
  const client = await shop.db.pool.connect();
  try {
    await client.query("begin; alter table audit_log disable trigger audit_log_append_only");
    const { rowCount } = await client.query(sql.replaceAll(":own", `organization_id = '${shop.organizationId}'`));
    await client.query("alter table audit_log enable trigger audit_log_append_only; commit");
    expect(rowCount).toBeGreaterThan(0);
  } finally {
    client.release();
  }
}

test("what many write at once becomes one chain, whoever chains it", async () => {
  await write(100);
  const rounds = Promise.all(Array.from({ length: 5 }, () => chainAudit(shop.services)));
  await write(100);
  await rounds;
  await chainAudit(shop.services);
  expect(await verify()).toMatchObject({ rows: 200, waiting: 0, struck: 0, findings: [], head: { position: 200n } });
});

test("a row of a transaction that is still open has no place, and is not passed over", async () => {
  const ctx = await shop.member("staff");
  const entry = { action: "order.noted", subjectType: "order", subjectId: crypto.randomUUID() } as const;
  await transact(ctx.db, async (tx) => {
    await recordAudit(tx, ctx, entry);
    await write(3);
    await chainAudit(shop.services);
  });
  expect(await verify()).toMatchObject({ rows: 3, waiting: 1, findings: [] });
  await chainAudit(shop.services);
  expect(await verify()).toMatchObject({ rows: 4, waiting: 0, findings: [] });
});

test.for([
  ["a word", "update audit_log set action = 'order.paid' where :own and position = 4", 4n, "changed"],
  ["what changed", `update audit_log set data = '{"n": 99}' where :own and position = 4`, 4n, "changed"],
  ["when", "update audit_log set at = at + interval '1 microsecond' where :own and position = 4", 4n, "changed"],
  ["who", "update audit_log set actor_id = 'x' where :own and position = 4", 4n, "changed"],
  ["a row gone", "delete from audit_log where :own and position = 4", 4n, "missing"],
  ["the end gone", "delete from audit_log where :own and position > 8", 10n, "cut_off"],
  ["the beginning gone", "delete from audit_log where :own and position = 1", 1n, "missing"],
] as const)("whoever may do everything with the database is found out: %s", async ([, sql, position, problem]) => {
  await write(10);
  await chainAudit(shop.services);
  await tamper(sql);
  const { findings } = await verify();
  expect(findings).toContainEqual({ position, problem });
});

test("two rows that changed their places are found", async () => {
  await write(10);
  await chainAudit(shop.services);
  await tamper("update audit_log set position = 1000 where :own and position = 3");
  await tamper("update audit_log set position = 3 where :own and position = 4");
  await tamper("update audit_log set position = 4 where :own and position = 1000");
  const { findings } = await verify();
  expect(findings.map(({ position }) => position)).toEqual(expect.arrayContaining([3n, 4n]));
});

test("a chain that was written anew as a whole is found by a head that was kept", async () => {
  await write(10);
  await chainAudit(shop.services);
  const { head } = await verify();
  await tamper("update audit_log set position = null, hash = null, action = 'order.paid' where :own");
  await shop.db.pool.query("delete from audit_heads where organization_id = $1", [shop.organizationId]);
  await chainAudit(shop.services);
  expect((await verify()).findings).toEqual([]);
  const kept = head ? [head] : [];
  expect((await verify(kept)).findings).toEqual([{ position: 10n, problem: "not_as_kept" }]);
  await tamper("delete from audit_log where :own");
  await shop.db.pool.query("delete from audit_heads where organization_id = $1", [shop.organizationId]);
  expect((await verify(kept)).findings).toEqual([{ position: 10n, problem: "cut_off" }]);
});

test("nobody changes or removes a row, not even its place, once it has one", async () => {
  await write(2);
  await chainAudit(shop.services);
  const { pool } = shop.db;
  for (const change of ["set action = 'x'", "set data = '{}'", "set position = 9", "set hash = null, position = null"])
    await expect(pool.query(`update audit_log ${change}`)).rejects.toThrow("append-only");
  const chaining = "begin; set local cartwright.chaining = 'on'; update audit_log set position = position + 10; commit";
  await expect(pool.query(chaining)).rejects.toThrow("append-only");
  await pool.query("rollback");
  await expect(pool.query("delete from audit_log")).rejects.toThrow("append-only");
});

test("where somebody was struck out, before or after the chain had it, the chain still fits and says so", async () => {
  await write(4);
  const strike = async (n: number) => {
    const client = await shop.db.pool.connect();
    await client.query("begin; set local cartwright.erasing = 'on'");
    const sql = `update audit_log set data = '{"n": "[erased]"}' where organization_id = $1 and data->>'n' = $2`;
    await client.query(sql, [shop.organizationId, String(n)]);
    await client.query("commit");
    client.release();
  };
  await strike(1);
  await chainAudit(shop.services);
  await strike(2);
  expect(await verify()).toMatchObject({ rows: 4, struck: 2, findings: [] });
});

test("the log is searched by who, what, whom, request and time, page by page, and shows nobody else's", async () => {
  const other = shop;
  await write(3, { action: "product.updated" });
  shop = await createTestShop({ db: shop.db });
  await write(5);
  await write(2, { action: "product.created" });
  const ctx = await shop.member("owner");
  const ids = async (filter: Parameters<typeof listAudit>[1]) =>
    (await listAudit(ctx, filter)).items.map(({ action }) => action);
  expect(await ids({ action: "order.*" })).toEqual(Array(5).fill("order.noted"));
  expect(await ids({ action: "product.created" })).toHaveLength(2);
  expect(await ids({ action: "product.updated" })).toEqual([]);
  const [first] = (await listAudit(ctx, { limit: 1 })).items;
  expect(first).toMatchObject({ actorType: "member", address: "192.0.2.7", subjectType: "order" });
  expect(first?.actorName).toBe("Aino Laine");
  expect(await ids({ subjectId: first?.subjectId })).toHaveLength(1);
  expect(await ids({ requestId: first?.requestId ?? "" })).not.toEqual([]);
  expect(await ids({ from: new Date(shop.clock.now().getTime() + 1) })).toEqual([]);
  expect(await ids({ until: new Date(shop.clock.now().getTime() + 1) })).toHaveLength(7);
  const seen: string[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await listAudit(ctx, { limit: 3, cursor });
    seen.push(...items.map(({ id }) => id));
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  expect(new Set(seen).size).toBe(7);
  const exported: string[] = [];
  for await (const { id } of exportAudit(ctx, {})) exported.push(id);
  expect(exported).toEqual(seen);
  const theirs = await runSql(
    shop.db,
    (sql) =>
      sql.$queryRaw<
        { id: string }[]
      >`select id::text from audit_log where organization_id = ${other.organizationId}::uuid`,
  );
  expect(theirs.filter(({ id }) => seen.includes(id))).toEqual([]);
});
