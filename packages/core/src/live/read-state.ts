import type { Pool } from "pg";

import { toDecimal } from "#pricing/money.ts";

import type { StreamInput } from "./stream-input.ts";

/** What stands now, and up to which event it is known to be complete. */
export interface LiveState {
  readonly seq: bigint;
  readonly data: unknown;
}

const mostRows = 20;
const mostLowStock = 100;

/** Reads a stream's present state and the log's last number in one statement, so in one moment. */
export async function readState(pool: Pool, input: StreamInput): Promise<LiveState> {
  switch (input.stream) {
    case "catalog":
      return readOne(pool, catalogSql, [input.organizationId]);
    case "order-count":
      return readOne(pool, orderCountSql, [input.organizationId]);
    case "low-stock":
      return readOne(pool, lowStockSql, [input.organizationId, mostLowStock]);
    case "my-orders":
    case "recent-orders":
      return readOrders(pool, input);
    case "events":
      return readOne(pool, "'{}'::json", []);
  }
}

async function readOne(pool: Pool, expression: string, values: readonly unknown[]): Promise<LiveState> {
  const { rows } = await pool.query<{ seq: string; data: unknown }>(
    `select (select coalesce(max(seq), 0) from event_log) as seq, (${expression}) as data`,
    [...values],
  );
  return { seq: BigInt(rows[0]?.seq ?? 0), data: rows[0]?.data ?? null };
}

const catalogSql = `
  select json_build_object(
    'products', (select count(*) from products where organization_id = $1 and status = 'active'),
    'inStock', (select count(distinct v.product_id) from stock_balances b join variants v on v.id = b.variant_id
      where b.organization_id = $1 and b.on_hand > b.reserved))`;

// An order whose event is not in the log yet will be told by that event, so it is not counted here.
const orderCountSql = `
  select json_build_object('count', (select count(*) from orders where organization_id = $1)
    - (select count(*) from outbox where organization_id = $1 and type = 'order.created'))`;

const lowStockSql = `
  select json_build_object('items', coalesce(json_agg(low), '[]')) from (
    select v.id as "variantId", v.sku, p.title, sum(b.on_hand - b.reserved)::int as available,
      coalesce(v.low_stock_threshold, o.low_stock_threshold) as threshold
    from variants v
    join products p on p.id = v.product_id and p.status = 'active'
    join organizations o on o.id = v.organization_id
    join stock_balances b on b.variant_id = v.id
    where v.organization_id = $1 and v.archived_at is null
    group by v.id, p.title, o.low_stock_threshold
    having sum(b.on_hand - b.reserved) < coalesce(v.low_stock_threshold, o.low_stock_threshold)
    order by available, v.sku limit $2
  ) low`;

interface OrderRow {
  orderId: string;
  number: string;
  status: string;
  paymentStatus: string;
  fulfillmentStatus: string;
  email: string;
  totalMinor: string;
  currency: string;
  placedAt: string;
}

async function readOrders(pool: Pool, { organizationId, viewer }: StreamInput): Promise<LiveState> {
  const customerId = viewer.kind === "customer" ? viewer.customerId : null;
  const orderId = viewer.kind === "order" ? viewer.orderId : null;
  const { rows } = await pool.query<{ seq: string; orders: OrderRow[] | null }>(
    `select (select coalesce(max(seq), 0) from event_log) as seq, (
       select json_agg(latest) from (
         select id as "orderId", number::text, status, payment_status as "paymentStatus",
           fulfillment_status as "fulfillmentStatus", email, total_minor::text as "totalMinor", currency,
           placed_at as "placedAt"
         from orders
         where organization_id = $1 and ($2::uuid is null or customer_id = $2) and ($3::uuid is null or id = $3)
         order by placed_at desc, orders.id desc limit $4
       ) latest) as orders`,
    [organizationId, customerId, orderId, mostRows],
  );
  const [row] = rows;
  const orders = (row?.orders ?? []).map(({ totalMinor, currency, placedAt, ...order }) => ({
    ...order,
    total: { amount: toDecimal({ minor: BigInt(totalMinor), currency }), currency },
    placedAt: new Date(placedAt).toISOString(),
  }));
  return { seq: BigInt(row?.seq ?? 0), data: { orders } };
}
