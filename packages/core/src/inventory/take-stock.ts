import { newId, Prisma } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

import { tellScarcity } from "./tell-scarcity.ts";

export interface StockDemand {
  readonly orderLineId: string;
  /** Each variant once. */
  readonly variantId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly sku: string;
  readonly title: string;
  /** Fewer than this available afterwards, where there were enough before, makes an `inventory.low_stock`. */
  readonly lowStockThreshold: number;
}

/**
 * The part of a statement that promises stock to an order, all lines or none, and says so in the ledger and the outbox. What
 * comes after it in the same statement asks `verdict.ok` whether there was enough, and `locked` for what was there.
 *
 * It locks the balances in the order of their keys, so that two orders with the same variants wait for each other instead of
 * deadlocking, and it checks and reserves under that lock: of two shoppers after the last item the second finds nothing.
 * Being part of the statement that writes the order it holds a hot row for no round trip.
 *
 * The lateral join looks each balance up by its key, one after the other in the order of `demand`; a plain join may read the
 * whole shelf. The limit changes nothing but the planner's guess of how many lines there are.
 */
export function takeStock(scope: Scope, demands: readonly StockDemand[]): Prisma.Sql {
  const { organizationId } = scope;
  const at = scope.now().toISOString();
  return Prisma.sql`
    demand as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(demands.map(toRow))}::text::jsonb) as d(
        "orderLineId" uuid, "variantId" uuid, "locationId" uuid, quantity int, sku text, title text,
        "lowStockThreshold" int, "ledgerId" uuid, "lowEventId" uuid, "changedEventId" uuid)
      order by "variantId", "locationId"
      limit ${demands.length}
    ), locked as materialized (
      select b.variant_id, b.location_id, b.available
      from demand d cross join lateral (
        select variant_id, location_id, on_hand - reserved as available
        from stock_balances
        where variant_id = d."variantId" and location_id = d."locationId" and organization_id = ${organizationId}::uuid
        for update
      ) as b
    ), verdict as materialized (
      select coalesce(bool_and(coalesce(l.available, 0) >= d.quantity), false) as ok
      from demand d left join locked l on l.variant_id = d."variantId"
    ), reserved as (
      update stock_balances b set reserved = b.reserved + d.quantity, updated_at = ${at}::timestamptz
      from demand d join locked l on l.variant_id = d."variantId" and l.location_id = d."locationId"
      where b.variant_id = l.variant_id and b.location_id = l.location_id and (select ok from verdict)
      returning d.*, l.available as before, l.available - d.quantity as after
    ), ledger as (
      insert into stock_ledger (id, organization_id, variant_id, location_id, delta_reserved, reason, order_line_id, at)
      select "ledgerId", ${organizationId}::uuid, "variantId", "locationId", quantity, 'order_placed', "orderLineId",
        ${at}::timestamptz
      from reserved
    ), stock_events as (${tellScarcity(scope)})`;
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

// Demands may carry more than is asked for here, bigints too.
function toRow({ orderLineId, variantId, locationId, quantity, sku, title, lowStockThreshold }: StockDemand) {
  const ids = { ledgerId: newId(), lowEventId: newId(), changedEventId: newId() };
  return { orderLineId, variantId, locationId, quantity, sku, title, lowStockThreshold, ...ids };
}
