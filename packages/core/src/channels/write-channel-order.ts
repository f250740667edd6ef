import { newId, Prisma, type SqlTx } from "@cartwright/db";

import { actorId } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import { takeWhatIsThere } from "#inventory/take-what-is-there.ts";
import { describeOrder } from "#orders/describe-order.ts";
import { writeGuest } from "#orders/write-guest.ts";
import { toDecimal } from "#pricing/money.ts";

import type { ChannelDraft } from "./channel-draft.ts";

export interface WrittenChannelOrder {
  readonly number: bigint;
  /** Lines that staff must look at. */
  readonly shortfalls: number;
}

/**
 * Writes a channel's order, with as much stock as there is, and flags what is missing; or nothing, and answers null, when it
 * has been written before. Paid orders are paid as they are written: their money is with the channel.
 *
 * One statement, for the reasons of `writeOrder`. Its first part claims the channel's name for the order: of many that
 * write the same one at once the others wait there, holding nothing, and then find it taken.
 */
export async function writeChannelOrder(
  client: SqlTx,
  scope: Scope,
  draft: ChannelDraft,
): Promise<WrittenChannelOrder | null> {
  const { order, buyer } = draft;
  const wishes = draft.lines.map((line) => ({ ...line, orderLineId: line.id }));
  const gate = Prisma.sql`claim`;
  const originStoreId = order.storeId;
  // Locks in one order, as everybody's: stock, then guest.
  const afterStock = Prisma.sql`claim where (select count(*) from reserved) >= 0`;
  const [written] = await client.$queryRaw<{ number: bigint; shortfalls: number }[]>`
    with claim as (${claimOrder(scope, draft)}),
      ${takeWhatIsThere(scope, { wishes, gate, reason: "order_placed", ref: "", originStoreId })},
      ${writeGuest(scope, { buyer, at: draft.importedAt, gate: afterStock })},
      placed as (${insertOrder(scope, draft)}),
      lines as (${insertLines(scope, draft)}),
      flagged as (${flagShortfalls(scope, draft)}),
      payment as (${insertPayment(scope, draft)}),
      audit as (${insertAudit(scope, draft)}),
      event as (${insertEvents(scope, draft)})
    select number, (select count(*)::int from flagged) as shortfalls from placed`;
  return written ?? null;
}

function claimOrder({ organizationId }: Scope, { id, order, lines, importedAt }: ChannelDraft): Prisma.Sql {
  const { channel, storeId, externalId, externalNumber, updatedAt } = order;
  const lineIds = Object.fromEntries(
    lines.flatMap((line) => (line.externalId === null ? [] : [[line.externalId, line.id] as const])),
  );
  return Prisma.sql`
    insert into channel_orders (order_id, organization_id, channel, store_id, external_id, external_number, line_ids,
      channel_updated_at, imported_at)
    values (${id}::uuid, ${organizationId}::uuid, ${channel}, ${storeId}::uuid, ${externalId}, ${externalNumber},
      ${JSON.stringify(lineIds)}::text::jsonb, ${updatedAt.toISOString()}::timestamptz, ${importedAt.toISOString()}::timestamptz)
    on conflict (organization_id, channel, store_id, external_id) do nothing
    returning order_id`;
}

function insertOrder(scope: Scope, { id, order, buyer, accessToken, importedAt }: ChannelDraft): Prisma.Sql {
  const { address, paid } = order;
  const paidAt = paid ? importedAt.toISOString() : null;
  return Prisma.sql`
    insert into orders (id, organization_id, status, payment_status, channel, customer_id, email, phone, currency,
      subtotal_minor, discount_minor, shipping_minor, tax_minor, tax_included_minor, total_minor, captured_minor,
      payment_method, shipping_address, shipping_title, access_token, request_id, placed_at, paid_at, updated_at)
    select order_id, ${scope.organizationId}::uuid, ${paid ? "paid" : "pending"}::order_status,
      ${paid ? "paid" : "pending"}::payment_status, ${order.channel},
      coalesce((select id from known_guest), (select id from new_guest)), ${buyer.email}, ${order.phone}, ${order.currency},
      ${order.subtotalMinor}, ${order.discountMinor}, ${order.shippingMinor}, ${order.taxMinor},
      ${order.taxIncludedMinor}, ${order.totalMinor}, ${paid ? order.totalMinor : 0n}, ${order.channel},
      ${address && JSON.stringify(address)}::text::jsonb, ${order.shippingTitle}, ${accessToken}, ${scope.requestId},
      ${order.placedAt.toISOString()}::timestamptz, ${paidAt}::timestamptz, ${importedAt.toISOString()}::timestamptz
    from claim where order_id = ${id}::uuid
    returning id, number, customer_id`;
}

function insertLines(scope: Scope, draft: ChannelDraft): Prisma.Sql {
  const rows = draft.lines.map((line) => ({
    id: line.id,
    variantTitle: line.variantTitle,
    productId: line.productId,
    quantity: line.quantity,
    unitPriceMinor: String(line.unitPriceMinor),
    discountMinor: String(line.discountMinor),
    totalMinor: String(line.totalMinor),
    taxIncludedMinor: String(line.taxIncludedMinor),
    dropped: line.dropped,
  }));
  return Prisma.sql`
    insert into order_lines (id, organization_id, order_id, position, variant_id, product_id, location_id, sku, title,
      variant_title, quantity, unit_price_minor, discount_minor, total_minor, tax_included_minor, missing_quantity,
      dropped_quantity)
    select l.id, ${scope.organizationId}::uuid, placed.id, h.position, h."variantId", l."productId", h."locationId", h.sku,
      h.title, l."variantTitle", l.quantity, l."unitPriceMinor", l."discountMinor", l."totalMinor", l."taxIncludedMinor",
      h.wanted - h.taken, l.dropped
    from placed cross join held h join jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as l(
      id uuid, "variantTitle" text, "productId" uuid, quantity int, "unitPriceMinor" bigint, "discountMinor" bigint,
      "totalMinor" bigint, "taxIncludedMinor" bigint, dropped int) on l.id = h."orderLineId"`;
}

function flagShortfalls(scope: Scope, draft: ChannelDraft): Prisma.Sql {
  const rows = draft.lines.map(({ id, externalListingId }) => ({ id, externalListingId, shortfallId: newId() }));
  return Prisma.sql`
    insert into channel_shortfalls (id, organization_id, order_id, order_line_id, kind, missing_quantity,
      external_listing_id, created_at)
    select f."shortfallId", ${scope.organizationId}::uuid, placed.id, h."orderLineId",
      case when h."variantId" is null then 'unknown_sku' else 'out_of_stock' end, h.wanted - h.taken,
      f."externalListingId", ${draft.importedAt.toISOString()}::timestamptz
    from placed cross join held h join jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as f(id uuid, "externalListingId" text, "shortfallId" uuid) on f.id = h."orderLineId"
    where h.wanted > h.taken
    returning id`;
}

function insertPayment(scope: Scope, { order, paymentId, importedAt }: ChannelDraft): Prisma.Sql {
  const { channel, storeId, externalId, paid, totalMinor, currency } = order;
  const at = importedAt.toISOString();
  return Prisma.sql`
    insert into payments (id, organization_id, order_id, provider, provider_payment_id, state, amount_minor,
      captured_minor, currency, captured_at, created_at, updated_at)
    select ${paymentId}::uuid, ${scope.organizationId}::uuid, id, ${channel}, ${`${storeId}:${externalId}`},
      ${paid ? "captured" : "pending"}::payment_state, ${totalMinor}, ${paid ? totalMinor : 0n}, ${currency},
      ${paid ? at : null}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
    from placed`;
}

function insertAudit(scope: Scope, draft: ChannelDraft): Prisma.Sql {
  const { order, paymentId } = draft;
  const { channel, externalNumber, currency, totalMinor } = order;
  const created = { channel, externalNumber, paymentMethod: channel };
  const paid = { paymentId, provider: channel, amount: toDecimal({ minor: totalMinor, currency }), currency };
  const entries = [
    { id: newId(), action: "order.created", data: created },
    ...(order.paid ? [{ id: newId(), action: "order.paid", data: paid }] : []),
  ];
  return Prisma.sql`
    insert into audit_log (id, organization_id, actor_type, actor_id, action, subject_type, subject_id, data,
      request_id, at)
    select e.id, ${scope.organizationId}::uuid, ${scope.actor.type}, ${actorId(scope.actor)}, e.action, 'order',
      placed.id, e.data, ${scope.requestId}, ${draft.importedAt.toISOString()}::timestamptz
    from placed cross join jsonb_to_recordset(${JSON.stringify(entries)}::text::jsonb) as e(id uuid, action text, data jsonb)`;
}

// The number and a new guest's id are known to the insert alone, which puts them in.
function insertEvents(scope: Scope, draft: ChannelDraft): Prisma.Sql {
  const { id, order, buyer, lines, importedAt } = draft;
  const { currency, totalMinor, paid } = order;
  const told = { id, number: 0n, customerId: "", email: buyer.email, currency, totalMinor, lines };
  const paidAt = importedAt.toISOString();
  const events = [
    { id: newId(), type: "order.created", data: describeOrder({ ...told, status: "pending" }) },
    ...(paid
      ? [{ id: newId(), type: "order.paid", data: { ...describeOrder({ ...told, status: "paid" }), paidAt } }]
      : []),
  ];
  return Prisma.sql`
    insert into outbox (event_id, organization_id, aggregate_type, aggregate_id, type, payload, trace, occurred_at)
    select e.id, ${scope.organizationId}::uuid, 'order', placed.id, e.type,
      e.data || jsonb_build_object('number', placed.number::text, 'customerId', placed.customer_id),
      jsonb_build_object('requestId', ${scope.requestId}::text), ${importedAt.toISOString()}::timestamptz
    from placed cross join jsonb_to_recordset(${JSON.stringify(events)}::text::jsonb) as e(id uuid, type text, data jsonb)`;
}
