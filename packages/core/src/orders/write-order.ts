import { newId, Prisma, type Tx } from "@cartwright/db";

import { actorId } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import type { EventData } from "#outbox/catalogue.ts";

import { describeOrder } from "./describe-order.ts";
import type { OrderDraft } from "./order-draft.ts";

/**
 * Writes the order, its lines, its first payment, its audit row and its `order.created`, and closes the cart. Answers with the
 * order's number.
 *
 * One statement, because each costs a round trip and this is the shop's busiest path. The number is not known before, so
 * the event gets it here.
 */
export async function writeOrder(tx: Tx, scope: Scope, draft: OrderDraft): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ number: bigint }[]>`
    with placed as (${insertOrder(scope, draft)}),
      lines as (${insertLines(scope, draft)}),
      paid_by as (${insertPayment(scope, draft)}),
      cart as (${closeCart(draft)}),
      audit as (${insertAudit(scope, draft)}),
      event as (${insertEvent(scope, draft)})
    select number from placed`;
  if (!row) throw new Error(`order ${draft.id} was not written`);
  return row.number;
}

function insertOrder(scope: Scope, draft: OrderDraft): Prisma.Sql {
  const { price, buyer, address, shipping } = draft;
  return Prisma.sql`
    insert into orders (id, organization_id, channel, cart_id, customer_id, email, phone, currency,
      subtotal_minor, discount_minor, shipping_minor, tax_included_minor, total_minor, payment_method,
      shipping_address, shipping_method, shipping_title, access_token, payment_due_at, request_id, placed_at, updated_at)
    values (${draft.id}::uuid, ${scope.organizationId}::uuid, ${draft.channel}, ${draft.cartId}::uuid,
      ${buyer.customerId}::uuid, ${buyer.email}, ${address?.phone ?? null}, ${draft.currency},
      ${price.subtotalMinor}, ${price.discountMinor}, ${price.shippingMinor}, ${price.taxIncludedMinor},
      ${price.totalMinor}, ${draft.paymentMethod}, ${address && JSON.stringify(address)}::text::jsonb,
      ${shipping?.code ?? null}, ${shipping?.title ?? null}, ${draft.accessToken},
      ${draft.paymentDueAt?.toISOString() ?? null}::timestamptz, ${scope.requestId},
      ${at(draft)}::timestamptz, ${at(draft)}::timestamptz)
    returning id, number`;
}

function insertLines(scope: Scope, draft: OrderDraft): Prisma.Sql {
  const rows = draft.lines.map(({ discountMinor, totalMinor, taxIncludedMinor, unitPriceMinor, ...line }) => ({
    ...line,
    unitPriceMinor: String(unitPriceMinor),
    discountMinor: String(discountMinor),
    totalMinor: String(totalMinor),
    taxIncludedMinor: String(taxIncludedMinor),
  }));
  return Prisma.sql`
    insert into order_lines (id, organization_id, order_id, position, variant_id, product_id, location_id, sku, title,
      variant_title, quantity, unit_price_minor, discount_minor, total_minor, tax_included_minor)
    select id, ${scope.organizationId}::uuid, ${draft.id}::uuid, position, "variantId", "productId", "locationId", sku,
      title, "variantTitle", quantity, "unitPriceMinor", "discountMinor", "totalMinor", "taxIncludedMinor"
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as l(
      id uuid, position int, "variantId" uuid, "productId" uuid, "locationId" uuid, sku text, title text,
      "variantTitle" text, quantity int, "unitPriceMinor" bigint, "discountMinor" bigint, "totalMinor" bigint,
      "taxIncludedMinor" bigint)`;
}

function insertPayment(scope: Scope, draft: OrderDraft): Prisma.Sql {
  return Prisma.sql`
    insert into payments (id, organization_id, order_id, provider, amount_minor, currency, created_at, updated_at)
    values (${draft.paymentId}::uuid, ${scope.organizationId}::uuid, ${draft.id}::uuid, ${draft.provider},
      ${draft.price.totalMinor}, ${draft.currency}, ${at(draft)}::timestamptz, ${at(draft)}::timestamptz)`;
}

function closeCart(draft: OrderDraft): Prisma.Sql {
  return Prisma.sql`
    update carts set status = 'ordered', version = version + 1, updated_at = ${at(draft)}::timestamptz
    where id = ${draft.cartId}::uuid`;
}

function insertAudit(scope: Scope, draft: OrderDraft): Prisma.Sql {
  const data = JSON.stringify({ channel: draft.channel, paymentMethod: draft.paymentMethod });
  return Prisma.sql`
    insert into audit_log (id, organization_id, actor_type, actor_id, action, subject_type, subject_id, data,
      request_id, at)
    values (${newId()}::uuid, ${scope.organizationId}::uuid, ${scope.actor.type}, ${actorId(scope.actor)},
      'order.created', 'order', ${draft.id}::uuid, ${data}::text::jsonb, ${scope.requestId}, ${at(draft)}::timestamptz)`;
}

function insertEvent(scope: Scope, draft: OrderDraft): Prisma.Sql {
  return Prisma.sql`
    insert into outbox (event_id, organization_id, aggregate_type, aggregate_id, type, payload, trace, occurred_at)
    select ${newId()}::uuid, ${scope.organizationId}::uuid, 'order', id, 'order.created',
      ${JSON.stringify(createdEvent(draft))}::text::jsonb || jsonb_build_object('number', number::text),
      jsonb_build_object('requestId', ${scope.requestId}::text), ${at(draft)}::timestamptz
    from placed`;
}

// Without the number, which the insert draws.
function createdEvent({ id, buyer, currency, price, lines }: OrderDraft): Omit<EventData<"order.created">, "number"> {
  const { number: _, ...event } = describeOrder({
    id,
    number: 0n,
    status: "pending",
    ...buyer,
    currency,
    totalMinor: price.totalMinor,
    lines,
  });
  return event;
}

function at({ placedAt }: OrderDraft): string {
  return placedAt.toISOString();
}
