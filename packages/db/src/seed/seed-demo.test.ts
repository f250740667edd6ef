import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { seedDemo } from "./seed-demo.ts";

const secrets = { adminPassword: "owner-secret", customerPassword: "customer-secret", apiKey: `cw_${"k".repeat(43)}` };

let database: TestDatabase;
const seed = () => seedDemo(database.db, { ...secrets, pictures: "none" });

beforeAll(async () => {
  database = await createTestDatabase();
  await seed();
});
afterAll(() => database.drop());

describe("the demo shop", () => {
  it("is one would want to browse: products, collections, people and a past", async () => {
    const { prisma } = database.db;
    expect(await prisma.product.count({ where: { status: "active" } })).toBeGreaterThanOrEqual(48);
    expect(await prisma.collection.count()).toBeGreaterThanOrEqual(6);
    expect(await prisma.customer.count()).toBe(3);
    expect(await prisma.member.findMany({ select: { role: true }, orderBy: { role: "asc" } })).toEqual([
      { role: "owner" },
      { role: "staff" },
    ]);
    expect(await prisma.order.count()).toBe(60);
  });

  it("has sold-out, nearly sold-out and plentiful variants", async () => {
    const rows = await database.db.prisma.$queryRaw<{ none: number; few: number; many: number }[]>`
      SELECT count(*) FILTER (WHERE on_hand = reserved)::int AS none,
             count(*) FILTER (WHERE on_hand - reserved BETWEEN 1 AND 4)::int AS few,
             count(*) FILTER (WHERE on_hand - reserved >= 5)::int AS many FROM stock_balances`;
    expect(rows[0]?.none).toBeGreaterThan(5);
    expect(rows[0]?.few).toBeGreaterThan(5);
    expect(rows[0]?.many).toBeGreaterThan(50);
  });

  it("has a shelf that is what its ledger says", async () => {
    const wrong = await database.db.prisma.$queryRaw<unknown[]>`
      SELECT b.variant_id FROM stock_balances b
      LEFT JOIN stock_ledger l ON l.variant_id = b.variant_id AND l.location_id = b.location_id
      GROUP BY b.variant_id, b.location_id, b.on_hand, b.reserved
      HAVING coalesce(sum(l.delta_on_hand), 0) <> b.on_hand OR coalesce(sum(l.delta_reserved), 0) <> b.reserved`;
    expect(wrong).toEqual([]);
  });

  it("lies in the past, within ninety days or so", async () => {
    const { _min, _max } = await database.db.prisma.order.aggregate({
      _min: { placedAt: true },
      _max: { placedAt: true },
    });
    expect(Number(_max.placedAt)).toBeLessThan(Date.now());
    expect(Number(_min.placedAt)).toBeGreaterThan(Date.now() - 92 * 86_400_000);
    expect(await database.db.prisma.order.count({ where: { shippedAt: { gt: new Date() } } })).toBe(0);
    expect(await database.db.prisma.order.count({ where: { deliveredAt: { gt: new Date() } } })).toBe(0);
  });

  it("is not made twice", async () => {
    const before = await database.db.prisma.stockLedger.count();
    expect((await seed()).created).toBe(false);
    expect(await database.db.prisma.stockLedger.count()).toBe(before);
  });
});
