import { afterAll, beforeAll, expect, test } from "vitest";

import { newId, transact } from "@cartwright/db";

import { createTestShop, type TestShop } from "#testing/index.ts";

import { expireFacts } from "./expire-facts.ts";
import { getFact } from "./get-fact.ts";
import { putFact } from "./put-fact.ts";
import { queryFacts } from "./query-facts.ts";
import { setFact } from "./set-fact.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await createTestShop();
});

afterAll(() => shop.close());

const told = async (key: string) =>
  (await shop.events("fact.changed"))
    .map(({ data }) => data as Record<string, unknown>)
    .filter((one) => one["key"] === key);

test("a fact is set, changed and taken away by staff, and each change is told and written down once", async () => {
  const staff = await shop.member("staff", ["facts:write"]);
  const key = "customer:4711:tier";
  expect(await setFact(staff, { key, value: "silver" })).toMatchObject({ key, value: "silver", system: false });
  expect(await setFact(staff, { key, value: "silver" })).toMatchObject({ value: "silver" });
  expect(await setFact(staff, { key, value: { name: "gold", since: 2026 } })).toMatchObject({
    value: { name: "gold", since: 2026 },
    setBy: { type: "member" },
  });
  expect(await setFact(staff, { key, value: null })).toBeNull();
  expect(await setFact(staff, { key, value: null })).toBeNull();
  await expect(getFact(staff, { key })).rejects.toMatchObject({ code: "not_found" });
  expect((await told(key)).map(({ value, previous }) => [previous, value])).toEqual([
    [null, "silver"],
    ["silver", { name: "gold", since: 2026 }],
    [{ name: "gold", since: 2026 }, null],
  ]);
  const audited = await shop.db.prisma.auditLog.findMany({ where: { subjectType: "fact" }, orderBy: { id: "asc" } });
  expect(audited.map(({ action, actorType }) => [action, actorType])).toEqual([
    ["fact.set", "member"],
    ["fact.set", "member"],
    ["fact.removed", "member"],
  ]);
});

test("of twenty who set one fact at once all are heard, one after the other, and the last word is what holds", async () => {
  const key = "shop:counter";
  await Promise.all(Array.from({ length: 20 }, (_, n) => setFact(shop.ctx, { key, value: n })));
  const chain = await told(key);
  expect(chain).toHaveLength(20);
  const rows = await shop.db.prisma.fact.findMany({ where: { key } });
  expect(rows).toHaveLength(1);
  const previous = new Set(chain.map((one) => one["previous"]));
  expect(previous.size).toBe(20);
  expect(previous.has(rows[0]?.value)).toBe(false);
});

test("a fact whose time is up is read by nobody, and is told to be gone once by however many workers", async () => {
  const key = "product:soap:featured";
  await setFact(shop.ctx, { key, value: true, ttlSeconds: 60 });
  shop.clock.advance(59_000);
  expect(await getFact(shop.ctx, { key })).toMatchObject({ value: true });
  await setFact(shop.ctx, { key, value: true, ttlSeconds: 60 });
  shop.clock.advance(60_000);
  await expect(getFact(shop.ctx, { key })).rejects.toMatchObject({ code: "not_found" });
  expect(await queryFacts(shop.ctx, { pattern: "product:*:featured" })).toEqual({ items: [], nextCursor: null });
  const gone = await Promise.all([1, 2, 3].map(() => expireFacts(shop.services)));
  expect(gone.toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
  expect((await told(key)).map(({ value }) => value)).toEqual([true, null]);
});

test("a fact is set if and only if its transaction commits", async () => {
  const undone = transact(shop.db, async (tx) => {
    await putFact(tx, shop.ctx, { key: "never", value: 1 });
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  await expect(getFact(shop.ctx, { key: "never" })).rejects.toMatchObject({ code: "not_found" });
  expect(await told("never")).toEqual([]);
});

test("a pattern is answered page by page, each fact once, in the order of the keys", async () => {
  const keys = Array.from({ length: 7 }, (_, n) => `visitor:v${n}:score`);
  for (const key of [...keys, "visitor:v1:name", "visitor:v1:last:score"]) await setFact(shop.ctx, { key, value: key });
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 4; pages += 1) {
    const page = await queryFacts(shop.ctx, { pattern: "visitor:*:score", limit: 3, cursor });
    seen.push(...page.items.map(({ key }) => key));
    cursor = page.nextCursor ?? undefined;
    if (cursor === undefined) break;
  }
  expect(seen).toEqual(keys);
  const below = await queryFacts(shop.ctx, { pattern: "visitor:v1:*" });
  expect(below.items.map(({ key }) => key)).toEqual(["visitor:v1:name", "visitor:v1:score"]);
});

test("what the system knows is read where it stands, pages and all, and cannot be set", async () => {
  const products = [];
  for (let n = 0; n < 3; n += 1) products.push(await shop.addProduct({}));
  const ids = products.map(({ productId }) => productId).toSorted();
  const [first = ""] = ids;
  await shop.db.prisma.stockBalance.updateMany({
    where: { variant: { productId: first } },
    data: { onHand: 9, reserved: 4 },
  });
  const key = `product:${first}:reserved`;
  expect(await getFact(shop.ctx, { key })).toMatchObject({ value: 4, system: true, setBy: null });
  const page = await queryFacts(shop.ctx, { pattern: "product:*:reserved", limit: 2 });
  const rest = await queryFacts(shop.ctx, { pattern: "product:*:reserved", limit: 2, cursor: page.nextCursor ?? "" });
  expect([...page.items, ...rest.items].map((fact) => fact.key)).toEqual(ids.map((id) => `product:${id}:reserved`));
  await expect(setFact(shop.ctx, { key, value: 0 })).rejects.toMatchObject({ code: "invalid_input" });
});

test("no organization sees, changes or expires into another's facts", async () => {
  const other = await createTestShop({ db: shop.db });
  await setFact(shop.ctx, { key: "mine:alone", value: 1 });
  await expect(getFact(other.ctx, { key: "mine:alone" })).rejects.toMatchObject({ code: "not_found" });
  await setFact(other.ctx, { key: "mine:alone", value: 2 });
  expect(await getFact(shop.ctx, { key: "mine:alone" })).toMatchObject({ value: 1 });
  expect((await queryFacts(other.ctx, { pattern: "mine:*" })).items.map(({ value }) => value)).toEqual([2]);
  const { productId } = await shop.addProduct({});
  expect((await queryFacts(other.ctx, { pattern: `product:${productId}:reserved` })).items).toEqual([]);
});

test.each([
  ["a key with a space", { key: "a b", value: 1 }],
  ["nine parts", { key: "a:b:c:d:e:f:g:h:i", value: 1 }],
  ["a star", { key: "a:*", value: 1 }],
  ["more than 4 kB", { key: "a", value: "x".repeat(5_000) }],
  ["a time of nothing", { key: "a", value: 1, ttlSeconds: 0 }],
])("%s is refused, and nothing is written", async (_name, fact) => {
  await expect(setFact(shop.ctx, fact)).rejects.toMatchObject({ code: "invalid_input" });
  expect(await shop.db.prisma.fact.count({ where: { key: fact.key } })).toBe(0);
});

test.each(["*", "*:status", "order:", "a*", `x:${newId()}:**`])("the pattern %s is refused", async (pattern) => {
  await expect(queryFacts(shop.ctx, { pattern })).rejects.toMatchObject({ code: "invalid_input" });
});
