import type { Prisma, Tx } from "@cartwright/db";

import type { PrivacySubject, PrivacyTable } from "../privacy/privacy-tables.ts";

const mostTold = 500;

// What of a payload is about a person.
const personal = ["customer", "email", "phone", "shippingAddress", "note"];

/** What was received about a customer's orders. */
const received: PrivacyTable = {
  name: "shopify_orders",
  async collect(tx, { integrationId, customerId }) {
    if (customerId === null) return [];
    const rows = await tx.$queryRaw<{ externalId: string; payload: Prisma.JsonObject }[]>`
      select external_id as "externalId", payload from shopify_orders
      where integration_id = ${integrationId}::uuid and payload->'customer'->>'id' = ${customerOf(customerId)}
      order by external_id limit ${mostTold}`;
    return rows.map(({ externalId, payload }) => ({
      externalId,
      ...Object.fromEntries(personal.map((key) => [key, payload[key] ?? null])),
    }));
  },
  async erase(tx, subject) {
    const ids = await ordersOf(tx, subject);
    return tx.$executeRaw`
      update shopify_orders set payload = payload - ${personal}::text[]
      where integration_id = ${subject.integrationId}::uuid and external_id = any(${ids}::text[])
        and payload ?| ${personal}::text[]`;
  },
};

/** The orders of ours that they have become, and whom we know from them. */
const orders: PrivacyTable = {
  name: "orders",
  async collect(tx, subject) {
    if (subject.customerId === null) return [];
    const rows = await tx.$queryRaw<{ number: string; email: string; placedAt: Date }[]>`
      select o.number::text as number, o.email, o.placed_at as "placedAt" from orders o
      join channel_orders c on c.organization_id = o.organization_id and c.order_id = o.id
      where c.organization_id = ${subject.organizationId}::uuid and c.channel = 'shopify'
        and c.store_id = ${subject.integrationId}::uuid and c.external_id = any(${await ordersOf(tx, subject)}::text[])
      order by o.number limit ${mostTold}`;
    return rows.map((row) => ({ ...row, placedAt: row.placedAt.toISOString() }));
  },
  // An order stays, for the books; it is nobody's any more. A customer who bought elsewhere as well stays one.
  async erase(tx, subject) {
    const { organizationId, integrationId } = subject;
    const ids = await ordersOf(tx, subject);
    await tx.$executeRaw`
      update customers u set email = 'erased-' || u.id || '@shopify.invalid', name = null, phone = null
      where u.organization_id = ${organizationId}::uuid and u.user_id is null
        and exists (select from orders o join channel_orders c on c.organization_id = o.organization_id and c.order_id = o.id
          where o.organization_id = u.organization_id and o.customer_id = u.id and c.channel = 'shopify'
            and c.store_id = ${integrationId}::uuid and c.external_id = any(${ids}::text[]))
        and not exists (select from orders o where o.organization_id = u.organization_id and o.customer_id = u.id
          and not exists (select from channel_orders c where c.organization_id = o.organization_id and c.order_id = o.id
            and c.channel = 'shopify' and c.store_id = ${integrationId}::uuid and c.external_id = any(${ids}::text[])))`;
    return tx.$executeRaw`
      update orders o set email = 'erased-' || o.id || '@shopify.invalid', phone = null, shipping_address = null
      from channel_orders c
      where c.organization_id = ${organizationId}::uuid and c.channel = 'shopify' and c.store_id = ${integrationId}::uuid
        and c.external_id = any(${ids}::text[]) and o.organization_id = c.organization_id and o.id = c.order_id
        and o.email not like 'erased-%'`;
  },
};

/** The tables of what is pulled that hold people's data. The orders go first: they are found by what was received. */
export const pulledPrivacyTables: readonly PrivacyTable[] = [orders, received];

async function ordersOf(tx: Tx, { integrationId, customerId, orderIds }: PrivacySubject): Promise<string[]> {
  const named = orderIds.map((id) => `gid://shopify/Order/${id}`);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select external_id as id from shopify_orders
    where integration_id = ${integrationId}::uuid and (${customerId}::text is null
      or payload->'customer'->>'id' = ${customerOf(customerId ?? "")} or external_id = any(${named}::text[]))`;
  return rows.map(({ id }) => id);
}

function customerOf(number: string): string {
  return `gid://shopify/Customer/${number}`;
}
