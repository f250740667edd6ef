import { newId, Prisma, type SqlTx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

export interface StockDemand {
  readonly orderLineId: string;
  readonly variantId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly sku: string;
  readonly title: string;
  /** Fewer than this available afterwards, where there were enough before, makes an `inventory.low_stock`. */
  readonly lowStockThreshold: number;
}

/**
 * Promises stock to an order, all lines or none, and says so in the ledger and the outbox.
 *
 * One statement. It locks the balances in the order of their keys, so that two orders with the same variants wait for each
 * other instead of deadlocking, and it checks and reserves under that lock: of two shoppers after the last item the second
 * finds nothing. Call it last in the transaction, because everybody after the same item waits from here to the commit.
 *
 * @throws DomainError `out_of_stock` with the lines that fall short; roll back then.
 */
export async function takeStock(tx: SqlTx, scope: Scope, demands: readonly StockDemand[]): Promise<void> {
  const taken = await tx.$queryRaw<{ variant_id: string; available: number }[]>(reserve(scope, demands));
  const available = new Map(taken.map((row) => [row.variant_id, row.available]));
  refuseShortage(demands.map((demand) => ({ ...demand, available: available.get(demand.variantId) ?? 0 })));
}

/** @throws DomainError `out_of_stock` naming the lines of which more is asked than available. */
export function refuseShortage(
  lines: readonly (Pick<StockDemand, "variantId" | "sku" | "title" | "quantity"> & { readonly available: number })[],
): void {
  const short = lines.filter((line) => line.quantity > line.available);
  if (short.length === 0) return;
  throw new DomainError("out_of_stock", {
    lines: short.map(({ variantId, sku, title, quantity, available }) => ({
      variantId,
      sku,
      title,
      requested: quantity,
      available: Math.max(0, available),
    })),
  });
}

// Answers with what was available before. A balance that falls short is left alone: the caller rolls everything back.
function reserve(scope: Scope, demands: readonly StockDemand[]): Prisma.Sql {
  const { organizationId } = scope;
  const at = scope.now().toISOString();
  const rows = JSON.stringify(demands.map(toRow));
  return Prisma.sql`
    with demand as materialized (
      select * from jsonb_to_recordset(${rows}::text::jsonb) as d(
        "orderLineId" uuid, "variantId" uuid, "locationId" uuid, quantity int, sku text, title text,
        "lowStockThreshold" int, "ledgerId" uuid, "lowEventId" uuid, "changedEventId" uuid)
    ), locked as materialized (
      select b.variant_id, b.location_id, b.on_hand - b.reserved as available
      from stock_balances b join demand d on b.variant_id = d."variantId" and b.location_id = d."locationId"
      where b.organization_id = ${organizationId}::uuid
      order by b.variant_id, b.location_id
      for update of b
    ), reserved as (
      update stock_balances b set reserved = b.reserved + d.quantity, updated_at = ${at}::timestamptz
      from demand d join locked l on l.variant_id = d."variantId" and l.location_id = d."locationId"
      where b.variant_id = l.variant_id and b.location_id = l.location_id and l.available >= d.quantity
      returning d.*, l.available as before, l.available - d.quantity as after
    ), ledger as (
      insert into stock_ledger (id, organization_id, variant_id, location_id, delta_reserved, reason, order_line_id, at)
      select "ledgerId", ${organizationId}::uuid, "variantId", "locationId", quantity, 'order_placed', "orderLineId",
        ${at}::timestamptz
      from reserved
    ), events as (
      insert into outbox (event_id, organization_id, aggregate_type, aggregate_id, type, payload, trace, occurred_at)
      select e.event_id, ${organizationId}::uuid, 'variant', r."variantId", e.type, e.payload,
        jsonb_build_object('requestId', ${scope.requestId}::text), ${at}::timestamptz
      from reserved r cross join lateral (
        values
          (r."changedEventId", 'inventory.changed', true,
            jsonb_build_object('variantId', r."variantId", 'sku', r.sku, 'available', r.after)),
          (r."lowEventId", 'inventory.low_stock', r.before >= r."lowStockThreshold",
            jsonb_build_object('variantId', r."variantId", 'sku', r.sku, 'title', r.title, 'available', r.after,
              'threshold', r."lowStockThreshold"))
      ) as e(event_id, type, due, payload)
      where r.after < r."lowStockThreshold" and e.due
    )
    select variant_id::text, available from locked`;
}

// Demands may carry more than is asked for here, bigints too.
function toRow({ orderLineId, variantId, locationId, quantity, sku, title, lowStockThreshold }: StockDemand) {
  const ids = { ledgerId: newId(), lowEventId: newId(), changedEventId: newId() };
  return { orderLineId, variantId, locationId, quantity, sku, title, lowStockThreshold, ...ids };
}
