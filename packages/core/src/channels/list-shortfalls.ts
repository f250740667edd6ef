import { Prisma } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { readKeysetCursor, writeKeysetCursor } from "#paging/keyset-cursor.ts";

export interface ShortfallView {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly lineId: string;
  readonly channel: string;
  readonly storeId: string;
  /** What the channel's buyer and seller call the order. */
  readonly externalNumber: string;
  readonly kind: "out_of_stock" | "unknown_sku";
  readonly variantId: string | null;
  readonly productId: string | null;
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly quantity: number;
  /** Units that nothing is promised to yet. */
  readonly missing: number;
  /** What could be promised to it now. */
  readonly available: number;
  readonly createdAt: Date;
}

export interface ListShortfallsInput {
  readonly cursor?: string | undefined;
  /** 1 to 100, default 25. */
  readonly limit?: number | undefined;
  readonly orderId?: string | undefined;
}

interface Row extends Omit<ShortfallView, "orderNumber"> {
  readonly orderNumber: bigint;
  readonly cursorAt: string;
}

/**
 * What channels sold and cannot be delivered as it stands, oldest first: whoever bought first waits longest.
 *
 * @throws DomainError `invalid_input` when the cursor is not one of ours.
 */
export async function listShortfalls(
  ctx: Ctx,
  { cursor, limit = 25, orderId }: ListShortfallsInput = {},
): Promise<{ items: ShortfallView[]; nextCursor: string | null }> {
  const rows = await ctx.db.prisma.$queryRaw<Row[]>`
    select s.id::text, s.order_id::text as "orderId", o.number as "orderNumber", l.id::text as "lineId", c.channel,
      c.store_id::text as "storeId", c.external_number as "externalNumber", s.kind, l.variant_id::text as "variantId",
      l.product_id::text as "productId", l.sku, l.title, l.variant_title as "variantTitle", l.quantity,
      l.missing_quantity as missing, s.created_at as "createdAt", s.created_at::text as "cursorAt",
      coalesce((select greatest(0, b.on_hand - b.reserved) from stock_balances b
        where b.organization_id = l.organization_id and b.variant_id = l.variant_id and b.location_id = l.location_id),
        0)::int as available
    from channel_shortfalls s
    join order_lines l on l.organization_id = s.organization_id and l.id = s.order_line_id
    join orders o on o.organization_id = s.organization_id and o.id = s.order_id
    join channel_orders c on c.organization_id = s.organization_id and c.order_id = s.order_id
    where s.organization_id = ${ctx.organizationId}::uuid and s.resolved_at is null
      and ${orderId === undefined ? Prisma.sql`true` : Prisma.sql`s.order_id = ${orderId}::uuid`} and ${after(cursor)}
    order by s.created_at, s.id
    limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? writeKeysetCursor([last.cursorAt, last.id]) : null;
  return { items: page.map(toView), nextCursor };
}

function after(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`true`;
  const [at, id] = readKeysetCursor(cursor, "timestamptz");
  return Prisma.sql`(s.created_at, s.id) > (${at}::timestamptz, ${id}::uuid)`;
}

function toView({ cursorAt: _, orderNumber, ...row }: Row): ShortfallView {
  return { ...row, orderNumber: String(orderNumber) };
}
