import { newId, Prisma } from "@cartwright/db";

import type { Scope } from "#context.ts";

import { tellScarcity } from "./tell-scarcity.ts";

export interface StockWish {
  readonly orderLineId: string;
  /** Earlier lines are served first. */
  readonly position: number;
  /** Null: not from any shelf; nothing is taken. */
  readonly variantId: string | null;
  readonly locationId: string | null;
  readonly wanted: number;
  readonly sku: string;
  readonly title: string;
  /** Fewer than this available afterwards, where there were enough before, makes an `inventory.low_stock`. */
  readonly lowStockThreshold: number;
}

export interface Taking {
  readonly wishes: readonly StockWish[];
  /** What the statement goes by: takes nothing where this has no row. */
  readonly gate: Prisma.Sql;
  readonly reason: "order_placed" | "shortfall_allocated";
  /** Tells apart movements of one line for one reason. */
  readonly ref: string;
  /** The channel's store that has counted it off itself already. */
  readonly originStoreId: string | null;
}

/**
 * The part of a statement that promises as much stock to an order's lines as there is, and says so in the ledger and the
 * outbox. What comes after it finds in `held`, a row for each wish, how much was `taken`; never more than there was.
 *
 * For goods that are sold already, at a channel that did not ask us: who can still be refused uses `takeStock`, with which
 * it shares the order of its locks. Several lines may wish for one variant.
 */
export function takeWhatIsThere(scope: Scope, { wishes, gate, reason, ref, originStoreId }: Taking): Prisma.Sql {
  const { organizationId } = scope;
  const at = scope.now().toISOString();
  return Prisma.sql`
    wanted as materialized (
      select d.* from ${gate} cross join jsonb_to_recordset(${JSON.stringify(wishes.map(toRow))}::text::jsonb) as d(
        "orderLineId" uuid, position int, "variantId" uuid, "locationId" uuid, wanted int, sku text, title text,
        "lowStockThreshold" int, "ledgerId" uuid, "lowEventId" uuid, "changedEventId" uuid)
    ), shelf as materialized (
      select distinct "variantId", "locationId" from wanted where wanted > 0 and "variantId" is not null
      order by "variantId", "locationId"
      limit ${wishes.length}
    ), locked as materialized (
      select b.variant_id, b.location_id, b.available
      from shelf s cross join lateral (
        select variant_id, location_id, on_hand - reserved as available
        from stock_balances
        where variant_id = s."variantId" and location_id = s."locationId" and organization_id = ${organizationId}::uuid
        for update
      ) as b
    ), held as materialized (
      select w.*, least(w.wanted, greatest(0, l.available - coalesce(sum(w.wanted) over earlier, 0)))::int as taken
      from wanted w left join locked l on l.variant_id = w."variantId" and l.location_id = w."locationId"
      window earlier as (partition by w."variantId", w."locationId" order by w.position
        rows between unbounded preceding and 1 preceding)
    ), reserved as (
      update stock_balances b set reserved = b.reserved + d.taken, updated_at = ${at}::timestamptz
      from (
        select "variantId", "locationId", sum(taken)::int as taken, min(sku) as sku, min(title) as title,
          min("lowStockThreshold") as "lowStockThreshold",
          (array_agg("lowEventId"))[1] as "lowEventId", (array_agg("changedEventId"))[1] as "changedEventId"
        from held where taken > 0 group by "variantId", "locationId"
      ) d join locked l on l.variant_id = d."variantId" and l.location_id = d."locationId"
      where b.variant_id = l.variant_id and b.location_id = l.location_id
      returning d.*, l.available as before, l.available - d.taken as after
    ), ledger as (
      insert into stock_ledger (id, organization_id, variant_id, location_id, delta_reserved, reason, order_line_id, ref,
        origin_store_id, at)
      select "ledgerId", ${organizationId}::uuid, "variantId", "locationId", taken, ${reason}, "orderLineId", ${ref},
        ${originStoreId}::uuid, ${at}::timestamptz
      from held where taken > 0
    ), stock_events as (${tellScarcity(scope)})`;
}

function toRow({ orderLineId, position, variantId, locationId, wanted, sku, title, lowStockThreshold }: StockWish) {
  const ids = { ledgerId: newId(), lowEventId: newId(), changedEventId: newId() };
  return { orderLineId, position, variantId, locationId, wanted, sku, title, lowStockThreshold, ...ids };
}
