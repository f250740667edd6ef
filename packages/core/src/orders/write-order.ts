import { newId, Prisma, type SqlTx } from "@cartwright/db";

import { actorId, auditAddress } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import { refuseShortage, takeStock } from "#inventory/take-stock.ts";
import type { EventData } from "#outbox/catalogue.ts";

import { describeOrder } from "./describe-order.ts";
import type { OrderDraft } from "./order-draft.ts";
import { writeGuest } from "./write-guest.ts";

export interface WrittenOrder {
  readonly number: bigint;
  readonly customerId: string;
}

interface Outcome {
  number: bigint | null;
  customerId: string | null;
  stock: { variantId: string; available: number }[] | null;
}

/**
 * Takes the stock and writes the order, its lines, its first payment, its audit row and its events, and closes the cart: all
 * of it, or nothing when stock falls short. Answers with what only the database knows.
 *
 * One statement, because each costs a round trip, because a row that everybody wants is then locked for no longer than
 * the server needs, and because an order of named items needs no other transaction. Locks are taken in one
 * order, cart, stock, guest, so that orders wait for each other in a line and never in a circle.
 *
 * @throws DomainError `out_of_stock` with the lines that fall short.
 */
export async function writeOrder(client: SqlTx, scope: Scope, draft: OrderDraft): Promise<WrittenOrder> {
  const demands = draft.lines.map((line) => ({ ...line, orderLineId: line.id }));
  const [outcome] = await client.$queryRaw<Outcome[]>`
    with ${takeStock(scope, demands)},
      ${writeGuest(scope, { buyer: draft.buyer, at: draft.placedAt, gate: Prisma.sql`verdict where ok` })},
      placed as (${insertOrder(scope, draft)}),
      lines as (${insertLines(scope, draft)}),
      payment as (${insertPayment(scope, draft)}),
      cart as (${closeCart(draft)}),
      audit as (${insertAudit(scope, draft)}),
      event as (${insertEvent(scope, draft)})
    select (select number from placed) as number, (select customer_id::text from placed) as "customerId",
      (select jsonb_agg(jsonb_build_object('variantId', variant_id, 'available', available)) from locked) as stock`;
  if (outcome && outcome.number !== null && outcome.customerId !== null)
    return { number: outcome.number, customerId: outcome.customerId };
  const available = new Map(outcome?.stock?.map((row) => [row.variantId, row.available]));
  refuseShortage(demands.map((demand) => ({ ...demand, available: available.get(demand.variantId) ?? 0 })));
  throw new Error(`order ${draft.id} was not written`);
}

function insertOrder(scope: Scope, draft: OrderDraft): Prisma.Sql {
  const { price, buyer, address, shipping, pickupPoint } = draft;
  return Prisma.sql`
    insert into orders (id, organization_id, channel, cart_id, customer_id, email, phone, currency,
      subtotal_minor, discount_minor, shipping_minor, tax_included_minor, total_minor, payment_method,
      shipping_address, shipping_method, shipping_title, pickup_point, access_token, payment_due_at, request_id, placed_at, updated_at)
    select ${draft.id}::uuid, ${scope.organizationId}::uuid, ${draft.channel}::text, ${draft.cartId}::uuid,
      coalesce(${buyer.customerId}::uuid, (select id from known_guest), (select id from new_guest)), ${buyer.email}, ${address?.phone ?? null}, ${draft.currency},
      ${price.subtotalMinor}, ${price.discountMinor}, ${price.shippingMinor}, ${price.taxIncludedMinor},
      ${price.totalMinor}, ${draft.paymentMethod}, ${address && JSON.stringify(address)}::text::jsonb,
      ${shipping?.code ?? null}, ${shipping?.title ?? null}, ${pickupPoint && JSON.stringify(pickupPoint)}::text::jsonb,
      ${draft.accessToken},
      ${draft.paymentDueAt?.toISOString() ?? null}::timestamptz, ${scope.requestId},
      ${at(draft)}::timestamptz, ${at(draft)}::timestamptz
    from verdict where ok
    returning id, number, customer_id`;
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
    select l.id, ${scope.organizationId}::uuid, placed.id, position, "variantId", "productId", "locationId", sku,
      title, "variantTitle", quantity, "unitPriceMinor", "discountMinor", "totalMinor", "taxIncludedMinor"
    from placed cross join lateral jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as l(
      id uuid, position int, "variantId" uuid, "productId" uuid, "locationId" uuid, sku text, title text,
      "variantTitle" text, quantity int, "unitPriceMinor" bigint, "discountMinor" bigint, "totalMinor" bigint,
      "taxIncludedMinor" bigint)`;
}

function insertPayment(scope: Scope, draft: OrderDraft): Prisma.Sql {
  return Prisma.sql`
    insert into payments (id, organization_id, order_id, provider, provider_session_id, state, amount_minor, currency,
      created_at, updated_at)
    select ${draft.paymentId}::uuid, ${scope.organizationId}::uuid, id, ${draft.provider}, ${draft.paymentSessionId},
      ${draft.paymentSessionId === null ? "created" : "pending"}::payment_state,
      ${draft.price.totalMinor}, ${draft.currency}, ${at(draft)}::timestamptz, ${at(draft)}::timestamptz
    from placed`;
}

function closeCart(draft: OrderDraft): Prisma.Sql {
  return Prisma.sql`
    update carts set status = 'ordered', version = version + 1, updated_at = ${at(draft)}::timestamptz
    from placed where carts.id = ${draft.cartId}::uuid`;
}

function insertAudit(scope: Scope, draft: OrderDraft): Prisma.Sql {
  const data = JSON.stringify({ channel: draft.channel, paymentMethod: draft.paymentMethod });
  return Prisma.sql`
    insert into audit_log (id, organization_id, actor_type, actor_id, action, subject_type, subject_id, data,
      request_id, address, at)
    select ${newId()}::uuid, ${scope.organizationId}::uuid, ${scope.actor.type}, ${actorId(scope.actor)},
      'order.created', 'order', id, ${data}::text::jsonb, ${scope.requestId}, ${auditAddress(scope)},
      ${at(draft)}::timestamptz
    from placed`;
}

function insertEvent(scope: Scope, draft: OrderDraft): Prisma.Sql {
  return Prisma.sql`
    insert into outbox (event_id, organization_id, aggregate_type, aggregate_id, type, payload, trace, occurred_at)
    select ${newId()}::uuid, ${scope.organizationId}::uuid, 'order', id, 'order.created',
      ${JSON.stringify(createdEvent(draft))}::text::jsonb
        || jsonb_build_object('number', number::text, 'customerId', customer_id),
      jsonb_build_object('requestId', ${scope.requestId}::text), ${at(draft)}::timestamptz
    from placed`;
}

// The number and a new guest's id are known to the insert alone, which puts them in.
function createdEvent({ id, buyer, currency, price, lines }: OrderDraft): EventData<"order.created"> {
  return describeOrder({
    id,
    number: 0n,
    status: "pending",
    customerId: buyer.customerId ?? "",
    email: buyer.email,
    currency,
    totalMinor: price.totalMinor,
    lines,
  });
}

function at({ placedAt }: OrderDraft): string {
  return placedAt.toISOString();
}
