import { Prisma } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { readKeysetCursor, writeKeysetCursor } from "#paging/keyset-cursor.ts";

import type { OrderStatus, OrderSummary, PaymentStatus } from "./views.ts";

export interface ListOrdersInput {
  readonly cursor?: string | undefined;
  /** 1 to 100, default 25. */
  readonly limit?: number | undefined;
  readonly status?: OrderStatus | undefined;
  readonly paymentStatus?: PaymentStatus | undefined;
  /** An order number, or a part of an e-mail address. */
  readonly query?: string | undefined;
  readonly customerId?: string | undefined;
  readonly tag?: string | undefined;
  /** Only those that are kept from leaving. */
  readonly held?: boolean | undefined;
}

/**
 * Orders, newest first, by keyset over (placed_at, id). Customers see their own, whatever the input says.
 *
 * @throws DomainError `invalid_input` when the cursor is not one of ours.
 */
export async function listOrders(
  ctx: Ctx,
  input: ListOrdersInput = {},
): Promise<{ items: OrderSummary[]; nextCursor: string | null }> {
  const { limit = 25, cursor, tag } = input;
  // A tag's rows know when their orders were placed: its list is read off its own index.
  const at = tag === undefined ? Prisma.sql`o.placed_at` : Prisma.sql`t.placed_at`;
  const id = tag === undefined ? Prisma.sql`o.id` : Prisma.sql`t.order_id`;
  const tagged =
    tag === undefined
      ? Prisma.empty
      : Prisma.sql`JOIN order_tags t ON t.organization_id = o.organization_id AND t.order_id = o.id
          AND t.organization_id = ${ctx.organizationId}::uuid AND t.tag = ${tag}`;
  const rows = await ctx.db.prisma.$queryRaw<OrderRow[]>`
    SELECT o.id, o.number, o.status::text AS status, o.payment_status::text AS "paymentStatus",
           o.fulfillment_status::text AS "fulfillmentStatus", o.return_status::text AS "returnStatus", o.channel,
           o.customer_id AS "customerId", c.name AS "customerName", o.email, o.currency, o.total_minor AS "totalMinor",
           o.placed_at AS "placedAt", o.placed_at::text AS "cursorAt",
           (SELECT coalesce(sum(l.quantity), 0)::int FROM order_lines l
            WHERE l.organization_id = o.organization_id AND l.order_id = o.id) AS "itemCount",
           (SELECT count(*)::int FROM channel_shortfalls s
            WHERE s.organization_id = o.organization_id AND s.order_id = o.id AND s.resolved_at IS NULL) AS "openShortfalls",
           o.held_at AS "heldAt", o.hold_reason AS "holdReason",
           ARRAY(SELECT own.tag FROM order_tags own
                 WHERE own.organization_id = o.organization_id AND own.order_id = o.id ORDER BY own.tag) AS tags
    FROM orders o JOIN customers c ON c.organization_id = o.organization_id AND c.id = o.customer_id
    ${tagged}
    WHERE o.organization_id = ${ctx.organizationId}::uuid AND ${Prisma.join(conditions(ctx, input), " AND ")}
      AND ${after(cursor, Prisma.sql`${at}, ${id}`)}
    ORDER BY ${at} DESC, ${id} DESC
    LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? writeKeysetCursor([last.cursorAt, last.id]) : null;
  return { items: page.map((row) => toSummary({ ...row, customer: { name: row.customerName } })), nextCursor };
}

interface OrderRow extends Omit<SummaryRow, "customer"> {
  customerName: string | null;
  cursorAt: string;
}

interface SummaryRow {
  id: string;
  number: bigint;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  fulfillmentStatus: OrderSummary["fulfillmentStatus"];
  returnStatus: OrderSummary["returnStatus"];
  channel: string;
  customerId: string;
  customer: { name: string | null };
  email: string;
  itemCount: number;
  totalMinor: bigint;
  currency: string;
  placedAt: Date;
  openShortfalls: number;
  heldAt: Date | null;
  holdReason: string | null;
  tags: readonly string[];
}

/** The part of an order that lists show. */
export function toSummary(row: SummaryRow): OrderSummary {
  return {
    id: row.id,
    number: row.number.toString(),
    status: row.status,
    paymentStatus: row.paymentStatus,
    fulfillmentStatus: row.fulfillmentStatus,
    returnStatus: row.returnStatus,
    channel: row.channel,
    customerId: row.customerId,
    customerName: row.customer.name,
    email: row.email,
    itemCount: row.itemCount,
    total: { minor: row.totalMinor, currency: row.currency },
    placedAt: row.placedAt,
    openShortfalls: row.openShortfalls,
    heldAt: row.heldAt,
    holdReason: row.holdReason,
    tags: row.tags,
  };
}

function conditions({ actor }: Ctx, { status, paymentStatus, query, customerId, held }: ListOrdersInput): Prisma.Sql[] {
  const owner = actor.type === "customer" ? actor.customerId : customerId;
  return [
    actor.type === "guest" ? Prisma.sql`false` : Prisma.sql`true`,
    status === undefined ? Prisma.sql`true` : Prisma.sql`o.status = ${status}::order_status`,
    paymentStatus === undefined ? Prisma.sql`true` : Prisma.sql`o.payment_status = ${paymentStatus}::payment_status`,
    owner === undefined ? Prisma.sql`true` : Prisma.sql`o.customer_id = ${owner}::uuid`,
    held === true ? Prisma.sql`o.held_at IS NOT NULL` : Prisma.sql`true`,
    matches(query?.trim() ?? ""),
  ];
}

function matches(query: string): Prisma.Sql {
  if (query === "") return Prisma.sql`true`;
  const digits = /^#?(\d{1,18})$/.exec(query)?.[1];
  if (digits !== undefined) return Prisma.sql`o.number = ${BigInt(digits)}`;
  return Prisma.sql`o.email ILIKE ${`%${query.replaceAll(/[\\%_]/g, "\\$&")}%`}`;
}

function after(cursor: string | undefined, position: Prisma.Sql): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`true`;
  const [at, id] = readKeysetCursor(cursor, "timestamptz");
  return Prisma.sql`(${position}) < (${at}::timestamptz, ${id}::uuid)`;
}
