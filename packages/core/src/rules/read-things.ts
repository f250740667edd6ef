import type { Db } from "@cartwright/db";

import type { Services } from "#context.ts";
import { toDecimal } from "#pricing/money.ts";

/** One thing by its id, in its organization. */
export type ThingIds = readonly { readonly organizationId: string; readonly id: string }[];

type Fields = Readonly<Record<string, unknown>>;

const asked = "(select distinct * from unnest($1::uuid[], $2::uuid[]) as q (organization_id, id)) q";

async function rowsOf<Row extends object>(
  { pool }: Pick<Db, "pool">,
  ids: ThingIds,
  { name, text }: { name: string; text: string },
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const values = [ids.map(({ organizationId }) => organizationId), ids.map(({ id }) => id)];
  return (await pool.query<Row>({ name, text, values })).rows;
}

const orderSql = `
  select o.id::text, o.customer_id::text as "customerId", o.number::text, o.total_minor as "totalMinor", o.currency,
    o.status::text, o.payment_status::text as "paymentStatus", o.payment_method as "paymentMethod",
    o.shipping_method as "shippingMethod", o.channel, o.shipping_address->>'country' as country,
    o.held_at is not null as held, o.placed_at as "placedAt", o.email, lines.units, lines.skus,
    array(select t.tag from order_tags t where t.order_id = o.id order by t.tag) as tags
  from ${asked} join orders o using (organization_id, id)
  cross join lateral (
    select coalesce(sum(l.quantity), 0)::int as units, coalesce(array_agg(l.sku), '{}') as skus from order_lines l
    where l.organization_id = o.organization_id and l.order_id = o.id) lines`;

interface OrderRow {
  id: string;
  customerId: string;
  number: string;
  totalMinor: string;
  currency: string;
  status: string;
  paymentStatus: string;
  paymentMethod: string;
  shippingMethod: string | null;
  channel: string;
  country: string | null;
  held: boolean;
  placedAt: Date;
  email: string;
  units: number;
  skus: string[];
  tags: string[];
}

/** Orders as conditions see them. */
export async function readOrders(
  { db, now, settings }: Pick<Services, "db" | "now" | "settings">,
  ids: ThingIds,
): Promise<ReadonlyMap<string, { customerId: string; fields: Fields }>> {
  const rows = await rowsOf<OrderRow>(db, ids, { name: "rule_orders", text: orderSql });
  return new Map(
    rows.map(({ id, customerId, totalMinor, placedAt, ...row }) => {
      const total = Number(toDecimal({ minor: BigInt(totalMinor), currency: row.currency }));
      const ageHours = (now().getTime() - placedAt.getTime()) / 3_600_000;
      const link = `${settings.webUrl}/admin/orders/${id}`;
      const own = { ...row, total, link, ageHours: Math.floor(ageHours * 10) / 10 };
      return [id, { customerId, fields: prefixed("order", own) }];
    }),
  );
}

const customerSql = `
  select c.id::text, c.email, c.name, c.user_id is not null as registered, c.created_at as "createdAt",
    bought.orders, bought.spent, bought.currency
  from ${asked} join customers c using (organization_id, id)
  cross join lateral (
    select count(*)::int as orders, coalesce(sum(o.captured_minor - o.refunded_minor), 0)::text as spent,
      coalesce(max(o.currency), 'EUR') as currency
    from orders o
    where o.organization_id = c.organization_id and o.customer_id = c.id and o.status <> 'cancelled') bought`;

interface CustomerRow {
  id: string;
  email: string;
  name: string | null;
  registered: boolean;
  createdAt: Date;
  orders: number;
  spent: string;
  currency: string;
}

/** Customers as conditions see them; cancelled orders do not count. */
export async function readCustomers(
  { db, now }: Pick<Services, "db" | "now">,
  ids: ThingIds,
): Promise<ReadonlyMap<string, { fields: Fields }>> {
  const rows = await rowsOf<CustomerRow>(db, ids, { name: "rule_customers", text: customerSql });
  return new Map(
    rows.map(({ id, createdAt, spent, currency, ...row }) => {
      const ageDays = Math.floor((now().getTime() - createdAt.getTime()) / 86_400_000);
      const paid = Number(toDecimal({ minor: BigInt(spent), currency }));
      return [id, { fields: prefixed("customer", { ...row, ageDays, spent: paid }) }];
    }),
  );
}

// Asked for by variant or by product: of a product the stock of all its variants is added up.
const productSql = `
  select q.id::text, p.id::text as "productId", p.title, p.status::text, v.sku, stock.available, stock.reserved,
    array(select c.title from collection_products cp join collections c on c.id = cp.collection_id
          where cp.organization_id = p.organization_id and cp.product_id = p.id order by c.title) as collections
  from ${asked}
  left join variants v on v.organization_id = q.organization_id and v.id = q.id
  join products p on p.organization_id = q.organization_id and p.id = coalesce(v.product_id, q.id)
  cross join lateral (
    select coalesce(sum(b.on_hand - b.reserved), 0)::int as available, coalesce(sum(b.reserved), 0)::int as reserved
    from variants own join stock_balances b on b.organization_id = own.organization_id and b.variant_id = own.id
    where own.organization_id = p.organization_id and own.product_id = p.id and (v.id is null or own.id = v.id)) stock`;

interface ProductRow {
  id: string;
  productId: string;
  title: string;
  status: string;
  sku: string | null;
  available: number;
  reserved: number;
  collections: string[];
}

/** Products, or single variants of them, as conditions see them. */
export async function readProducts(
  { db }: Pick<Services, "db">,
  ids: ThingIds,
): Promise<ReadonlyMap<string, { productId: string; fields: Fields }>> {
  const rows = await rowsOf<ProductRow>(db, ids, { name: "rule_products", text: productSql });
  return new Map(rows.map(({ id, productId, ...row }) => [id, { productId, fields: prefixed("product", row) }]));
}

function prefixed(of: string, values: Fields): Fields {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${of}.${name}`, value]));
}
