import { newId, type SqlTx } from "@cartwright/db";

import { actorId } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import { toJson } from "#sync/to-json.ts";

import { promisedTo } from "./cover-promised.ts";
import type { EarlierOrder } from "./draft-earlier-order.ts";
import type { Feed } from "./raw-table.ts";

interface Writing {
  readonly scope: Scope;
  readonly feed: Feed;
}

/**
 * Writes orders from before the shop was connected, none of which is known here, in a number of statements that does not grow
 * with them. Nobody is told of them: what listens to `order.paid` would send their goods once more. Should another import of
 * one of them be faster, the unique name that a channel gives an order refuses all of this, and the caller tries one by one.
 */
export async function writeEarlierOrders(tx: SqlTx, writing: Writing, drafts: readonly EarlierOrder[]): Promise<void> {
  if (drafts.length === 0) return;
  const guests = await findGuests(tx, writing, drafts);
  await insertOrders(tx, writing, drafts, guests);
  await nameOrders(tx, writing, drafts);
  await insertLines(tx, writing, drafts);
  await promiseGoods(tx, writing, drafts);
  await insertPayments(tx, writing, drafts);
  await insertParcels(tx, writing, drafts);
  await insertAudit(tx, writing, drafts);
}

async function nameOrders(tx: SqlTx, { scope, feed }: Writing, drafts: readonly EarlierOrder[]): Promise<void> {
  const rows = drafts.map(({ id, externalId, externalNumber, lineIds, updatedAt }) => ({
    id,
    externalId,
    externalNumber,
    lineIds,
    updatedAt,
  }));
  await tx.$queryRaw`
    insert into channel_orders (order_id, organization_id, channel, store_id, external_id, external_number, line_ids,
      channel_updated_at, imported_at)
    select id, ${feed.organizationId}::uuid, 'shopify', ${feed.integrationId}::uuid, "externalId", "externalNumber", "lineIds",
      "updatedAt", ${scope.now()}::timestamptz
    from jsonb_to_recordset(${toJson(rows)}::text::jsonb)
      as r(id uuid, "externalId" text, "externalNumber" text, "lineIds" jsonb, "updatedAt" timestamptz)
    order by "externalId"`;
}

async function findGuests(
  tx: SqlTx,
  { scope, feed }: Writing,
  drafts: readonly EarlierOrder[],
): Promise<ReadonlyMap<string, string>> {
  const { organizationId } = feed;
  const guests = new Map(drafts.map(({ email, name, phone, placedAt }) => [email, { email, name, phone, placedAt }]));
  const rows = [...guests.values()].map((guest) => ({ ...guest, id: newId() }));
  await tx.$queryRaw`
    insert into customers (id, organization_id, email, name, phone, created_at)
    select id, ${organizationId}::uuid, email, name, phone, least("placedAt", ${scope.now()}::timestamptz)
    from jsonb_to_recordset(${toJson(rows)}::text::jsonb) as r(id uuid, email text, name text, phone text, "placedAt" timestamptz)
    order by email
    on conflict (organization_id, email) where user_id is null do nothing`;
  const found = await tx.$queryRaw<{ email: string; id: string }[]>`
    select email, id::text from customers
    where organization_id = ${organizationId}::uuid and user_id is null and email = any(${[...guests.keys()]}::text[])`;
  return new Map(found.map(({ email, id }) => [email, id]));
}

async function insertOrders(
  tx: SqlTx,
  { scope, feed }: Writing,
  drafts: readonly EarlierOrder[],
  guests: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = drafts.map(({ lines: _, lineIds: __, parcel: ___, ...order }) => ({
    ...order,
    customerId: guests.get(order.email),
  }));
  await tx.$queryRaw`
    insert into orders (id, organization_id, status, payment_status, fulfillment_status, channel, customer_id, email, phone,
      currency, subtotal_minor, discount_minor, shipping_minor, tax_minor, tax_included_minor, total_minor, captured_minor,
      refunded_minor, payment_method, shipping_address, shipping_title, access_token, request_id, placed_at, paid_at,
      shipped_at, cancelled_at, cancel_reason, updated_at)
    select id, ${feed.organizationId}::uuid, status::order_status, "paymentStatus"::payment_status,
      "fulfillmentStatus"::fulfillment_status, 'shopify', "customerId", email, phone, currency, subtotal, discount, shipping,
      tax, "taxIncluded", total, captured, refunded, 'shopify', nullif(address, 'null'::jsonb), "shippingTitle", "accessToken",
      ${scope.requestId}, "placedAt", "paidAt", "shippedAt", "cancelledAt", "cancelReason", ${scope.now()}::timestamptz
    from jsonb_to_recordset(${toJson(rows)}::text::jsonb) as r(id uuid, status text, "paymentStatus" text,
      "fulfillmentStatus" text, "customerId" uuid, email text, phone text, currency text, subtotal bigint, discount bigint,
      shipping bigint, tax bigint, "taxIncluded" bigint, total bigint, captured bigint, refunded bigint, address jsonb,
      "shippingTitle" text, "accessToken" text, "placedAt" timestamptz, "paidAt" timestamptz, "shippedAt" timestamptz,
      "cancelledAt" timestamptz, "cancelReason" text)
    order by "placedAt", id`;
}

async function insertLines(tx: SqlTx, { feed }: Writing, drafts: readonly EarlierOrder[]): Promise<void> {
  const rows = drafts.flatMap(({ id: orderId, lines }) => lines.map((line) => ({ ...line, orderId })));
  await tx.$queryRaw`
    insert into order_lines (id, organization_id, order_id, position, variant_id, product_id, location_id, sku, title,
      variant_title, quantity, unit_price_minor, discount_minor, total_minor, tax_included_minor, shipped_quantity,
      dropped_quantity)
    select id, ${feed.organizationId}::uuid, "orderId", position, "variantId", "productId", "locationId", sku, title,
      "variantTitle", quantity, "unitPrice", discount, total, "taxIncluded", shipped, dropped
    from jsonb_to_recordset(${toJson(rows)}::text::jsonb) as r(id uuid, "orderId" uuid, position int, "variantId" uuid,
      "productId" uuid, "locationId" uuid, sku text, title text, "variantTitle" text, quantity int, "unitPrice" bigint,
      discount bigint, total bigint, "taxIncluded" bigint, shipped int, dropped int)`;
}

async function insertPayments(tx: SqlTx, { scope, feed }: Writing, drafts: readonly EarlierOrder[]): Promise<void> {
  const { organizationId, integrationId } = feed;
  const rows = drafts.map(
    ({ id, externalId, paymentId, paymentState, total, captured, refunded, currency, ...order }) => ({
      id,
      paymentId,
      externalPaymentId: `${integrationId}:${externalId}`,
      paymentState,
      total,
      captured,
      refunded,
      currency,
      paidAt: order.paidAt,
      placedAt: order.placedAt,
      updatedAt: order.updatedAt,
      refundId: order.refundId,
    }),
  );
  await tx.$queryRaw`
    with r as materialized (
      select * from jsonb_to_recordset(${toJson(rows)}::text::jsonb) as r(id uuid, "paymentId" uuid, "externalPaymentId" text,
        "paymentState" text, total bigint, captured bigint, refunded bigint, currency text, "paidAt" timestamptz,
        "placedAt" timestamptz, "updatedAt" timestamptz, "refundId" uuid)
    ), paid as (
      insert into payments (id, organization_id, order_id, provider, provider_payment_id, state, amount_minor, captured_minor,
        refunded_minor, currency, captured_at, created_at, updated_at)
      select "paymentId", ${organizationId}::uuid, id, 'shopify', "externalPaymentId", "paymentState"::payment_state, total,
        captured, refunded, currency, "paidAt", "placedAt", ${scope.now()}::timestamptz
      from r
    )
    insert into refunds (id, organization_id, order_id, payment_id, state, amount_minor, currency, reason, request_key,
      provider_refund_id, created_at, succeeded_at)
    select "refundId", ${organizationId}::uuid, id, "paymentId", 'succeeded', refunded, currency, 'Refunded at Shopify',
      'channel:' || refunded, 'channel:' || "refundId", "updatedAt", "updatedAt"
    from r where "refundId" is not null`;
}

async function insertParcels(tx: SqlTx, { feed }: Writing, drafts: readonly EarlierOrder[]): Promise<void> {
  const { organizationId } = feed;
  const parcels = drafts.flatMap(({ id: orderId, parcel, updatedAt, placedAt }) =>
    parcel === null ? [] : [{ ...parcel, orderId, updatedAt, placedAt }],
  );
  if (parcels.length === 0) return;
  const packed = drafts.flatMap(({ parcel, lines }) =>
    parcel === null
      ? []
      : lines.filter(({ shipped }) => shipped > 0).map(({ id, shipped }) => ({ parcelId: parcel.id, id, shipped })),
  );
  await tx.$queryRaw`
    insert into shipments (id, organization_id, order_id, carrier, state, tracking_number, shipped_at, created_at)
    select id, ${organizationId}::uuid, "orderId", carrier, 'shipped', "trackingNumber", "updatedAt", "placedAt"
    from jsonb_to_recordset(${toJson(parcels)}::text::jsonb) as r(id uuid, "orderId" uuid, carrier text,
      "trackingNumber" text, "updatedAt" timestamptz, "placedAt" timestamptz)`;
  await tx.$queryRaw`
    insert into shipment_lines (organization_id, shipment_id, order_line_id, quantity)
    select ${organizationId}::uuid, "parcelId", id, shipped
    from jsonb_to_recordset(${toJson(packed)}::text::jsonb) as r("parcelId" uuid, id uuid, shipped int)`;
}

// Shopify tells how many are for sale, which leaves out what its open orders wait for; our shelf holds both.
async function promiseGoods(tx: SqlTx, { scope, feed }: Writing, drafts: readonly EarlierOrder[]): Promise<void> {
  const { organizationId, integrationId } = feed;
  const rows = drafts.flatMap(({ lines, externalId }) =>
    lines
      .filter(({ wanted }) => wanted > 0)
      .map(({ id, variantId, locationId, wanted }) => ({
        id,
        variantId,
        locationId,
        wanted,
        note: promisedTo(externalId),
        coverId: newId(),
        promiseId: newId(),
      })),
  );
  if (rows.length === 0) return;
  await tx.$queryRaw`
    with wanted as materialized (
      select * from jsonb_to_recordset(${toJson(rows)}::text::jsonb) as r(id uuid, "variantId" uuid, "locationId" uuid,
        wanted int, note text, "coverId" uuid, "promiseId" uuid)
    ), sums as materialized (
      select "variantId", "locationId", sum(wanted)::int as wanted from wanted group by 1, 2 order by 1, 2
    ), shelf as (
      insert into stock_balances as b (organization_id, variant_id, location_id, on_hand, reserved, updated_at)
      select ${organizationId}::uuid, "variantId", "locationId", wanted, wanted, ${scope.now()}::timestamptz from sums
      on conflict (variant_id, location_id) do update set on_hand = b.on_hand + excluded.on_hand,
        reserved = b.reserved + excluded.reserved, updated_at = excluded.updated_at
    )
    insert into stock_ledger (id, organization_id, variant_id, location_id, delta_on_hand, delta_reserved, reason,
      order_line_id, note, origin_store_id, at)
    select "coverId", ${organizationId}::uuid, "variantId", "locationId", wanted, 0, 'import', null, note,
      ${integrationId}::uuid, ${scope.now()}::timestamptz from wanted
    union all
    select "promiseId", ${organizationId}::uuid, "variantId", "locationId", 0, wanted, 'order_placed', id, null,
      ${integrationId}::uuid, ${scope.now()}::timestamptz from wanted`;
}

async function insertAudit(tx: SqlTx, { scope, feed }: Writing, drafts: readonly EarlierOrder[]): Promise<void> {
  const rows = drafts.map(({ auditId, id, externalNumber, status, placedAt }) => ({
    auditId,
    id,
    placedAt,
    data: { channel: "shopify", externalNumber, paymentMethod: "shopify", importedAs: status },
  }));
  await tx.$queryRaw`
    insert into audit_log (id, organization_id, actor_type, actor_id, action, subject_type, subject_id, data, request_id, at)
    select "auditId", ${feed.organizationId}::uuid, ${scope.actor.type}, ${actorId(scope.actor)}, 'order.created', 'order', id,
      data, ${scope.requestId}, "placedAt"
    from jsonb_to_recordset(${toJson(rows)}::text::jsonb)
      as r("auditId" uuid, id uuid, data jsonb, "placedAt" timestamptz)`;
}
