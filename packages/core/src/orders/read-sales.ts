import type { Ctx } from "#context.ts";
import type { Money } from "#pricing/money.ts";

export interface DaySales {
  /** In the organization's time zone: `2026-11-21`. */
  readonly date: string;
  /** Captured for orders placed on that day, less what was given back; in the shop's own currency. */
  readonly sales: Money;
  /** Placed and not cancelled. */
  readonly orders: number;
}

export interface SalesView {
  /** Oldest first, the last is today; days without orders are there too. */
  readonly days: readonly DaySales[];
  /** Paid, and something of it has not left. */
  readonly toShip: number;
  readonly awaitingPayment: number;
}

interface DayRow {
  date: string;
  sales: bigint;
  orders: number;
  currency: string;
}

/** How an organization sold over the last `days` days, and what waits for its staff. Two statements. */
export async function readSales(ctx: Ctx, { days }: { days: number }): Promise<SalesView> {
  const [rows, [waiting]] = await Promise.all([
    selectDays(ctx, days),
    ctx.db.prisma.$queryRaw<{ toShip: number; awaitingPayment: number }[]>`
      SELECT count(*) FILTER (WHERE status = 'paid')::int AS "toShip", count(*) FILTER (WHERE status = 'pending')::int AS "awaitingPayment"
      FROM orders WHERE organization_id = ${ctx.organizationId}::uuid AND status IN ('paid', 'pending')`,
  ]);
  return {
    days: rows.map(({ date, sales, orders, currency }) => ({ date, orders, sales: { minor: sales, currency } })),
    toShip: waiting?.toShip ?? 0,
    awaitingPayment: waiting?.awaitingPayment ?? 0,
  };
}

// The day begins at midnight where the shop is, also on the days when its clocks change.
function selectDays(ctx: Ctx, days: number): Promise<DayRow[]> {
  return ctx.db.prisma.$queryRaw<DayRow[]>`
    WITH shop AS (
      SELECT id, currency, time_zone, (${ctx.now()}::timestamptz AT TIME ZONE time_zone)::date AS today
      FROM organizations WHERE id = ${ctx.organizationId}::uuid
    )
    SELECT day::date::text AS date, shop.currency,
           coalesce(sum(o.captured_minor - o.refunded_minor) FILTER (WHERE o.currency = shop.currency), 0)::bigint AS sales,
           (count(o.id) FILTER (WHERE o.status <> 'cancelled'))::int AS orders
    FROM shop
    CROSS JOIN generate_series(shop.today - (${days - 1})::int, shop.today, interval '1 day') AS day
    LEFT JOIN orders o ON o.organization_id = shop.id
      AND o.placed_at >= day::timestamp AT TIME ZONE shop.time_zone
      AND o.placed_at < (day + interval '1 day')::timestamp AT TIME ZONE shop.time_zone
    GROUP BY day, shop.currency ORDER BY day`;
}
