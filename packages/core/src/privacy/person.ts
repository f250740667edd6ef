import { z } from "zod";

import type { SqlTx } from "@cartwright/db";

import type { PersonIds } from "./personal-data.ts";

const texts = z.array(z.string());

/** Somebody who is to be forgotten, as it is known before anything of them is gone. */
export const personShape = z.object({
  customers: texts,
  users: texts,
  orders: texts,
  carts: texts,
  shipments: texts,
  labels: texts,
  emails: texts,
  shopifyOrders: texts,
  shopifyCustomers: texts,
  /** What tells that a text is about them: ids, addresses and numbers that nobody else has. */
  finders: texts,
  /** What is struck out of such a text, wherever it stands. */
  values: texts,
  /** What is struck out where it is the whole of a value: a town is not everywhere a person's. */
  wholes: texts,
}) satisfies z.ZodType<PersonIds>;

export type Person = z.infer<typeof personShape>;

/** Whose data is meant: these customers and all that they did, or only the orders named. */
export interface PersonWanted {
  readonly organizationId: string;
  readonly customers: readonly string[];
  /** Accounts that are theirs alone, and go with them. */
  readonly users: readonly string[];
  /** Besides the customers' own. */
  readonly orders?: readonly string[];
  readonly shopifyOrders?: readonly string[];
  readonly shopifyCustomers?: readonly string[];
}

interface Found {
  readonly orders: string[];
  readonly carts: string[];
  readonly shipments: string[];
  readonly labels: string[];
  readonly parcels: string[];
  readonly payments: string[];
  readonly shopifyOrders: string[];
  readonly emails: string[];
  readonly places: Place[];
}

const place = z.object({
  name: z.string().nullish(),
  line1: z.string().nullish(),
  line2: z.string().nullish(),
  postalCode: z.string().nullish(),
  city: z.string().nullish(),
  phone: z.string().nullish(),
});
type Place = z.infer<typeof place>;

/** Puts together what a person is found by, and what is known of them. Reads only. */
export async function collectPerson(client: SqlTx, wanted: PersonWanted): Promise<Person> {
  const { customers, users, shopifyCustomers = [] } = wanted;
  const found = await find(client, wanted);
  const places = found.places.map((one) => place.parse(one));
  const phones = unique(places.map(({ phone }) => phone)).flatMap(waysToWrite);
  const names = unique(places.map(({ name }) => name));
  const lines = unique(places.flatMap(({ line1, line2 }) => [line1, line2]));
  const emails = unique(found.emails.map((email) => email.toLowerCase()));
  // Only some orders are meant of somebody who stays: their address finds what is about the others, too.
  const whole = customers.length + users.length > 0;
  const { orders, carts, shipments, labels } = found;
  const shopifyOrders = unique([...found.shopifyOrders, ...(wanted.shopifyOrders ?? [])]);
  return {
    customers: [...customers],
    users: [...users],
    orders,
    carts,
    shipments,
    labels,
    shopifyOrders,
    emails: whole ? emails : [],
    shopifyCustomers: [...shopifyCustomers],
    finders: unique([
      ...(whole ? [...emails, ...emails.map(encodeURIComponent), ...phones] : []),
      ...customers,
      ...users,
      ...orders,
      ...found.parcels,
      ...found.payments,
      ...shopifyOrders,
      ...shopifyCustomers,
    ]).filter(isTelling),
    values: unique([...emails, ...emails.map(encodeURIComponent), ...phones, ...names, ...lines]).filter(isTelling),
    wholes: unique(places.flatMap(({ postalCode, city }) => [postalCode, city])),
  };
}

async function find(client: SqlTx, wanted: PersonWanted): Promise<Found> {
  const { organizationId, customers, users, orders = [] } = wanted;
  const [row] = await client.$queryRaw<Found[]>`
    with o as (
      select * from orders where organization_id = ${organizationId}::uuid
        and (customer_id = any(${customers}::uuid[]) or id = any(${orders}::uuid[]))),
    who as (
      select lower(email) as email, name, phone from customers
      where organization_id = ${organizationId}::uuid and id = any(${customers}::uuid[])
      union select lower(email), name, null from users where id = any(${users}::uuid[])),
    c as (
      select * from carts where organization_id = ${organizationId}::uuid
        and (customer_id = any(${customers}::uuid[]) or id in (select cart_id from o)
          or ${customers.length > 0} and lower(email) in (select email from who))),
    s as (select * from shipments where organization_id = ${organizationId}::uuid and order_id in (select id from o)),
    l as (select * from carrier_labels where organization_id = ${organizationId}::uuid and shipment_id in (select id from s))
    select array(select id::text from o) as orders,
      array(select id::text from c) as carts,
      array(select id::text from s) as shipments,
      array(select id::text from l) as labels,
      array(select tracking_number from s union select tracking_number from l union select reference from l) as parcels,
      array(select unnest(array[provider_session_id, provider_payment_id]) from payments
        where organization_id = ${organizationId}::uuid and order_id in (select id from o)) as payments,
      array(select external_id from shopify_orders
        where organization_id = ${organizationId}::uuid and order_id in (select id from o)) as "shopifyOrders",
      array(select email from o union select email from c union select email from who) as emails,
      (select coalesce(jsonb_agg(p), '[]') from (
        select jsonb_build_object('name', name, 'phone', phone) as p from who
        union select jsonb_build_object('phone', phone) from o
        union select shipping_address from o where shipping_address is not null
        union select shipping_address from c where shipping_address is not null) all_places) as places`;
  if (!row) throw new Error("a query without rows");
  const { parcels, payments, shopifyOrders, emails, ...ids } = row;
  return {
    ...ids,
    parcels: unique(parcels),
    payments: unique(payments),
    shopifyOrders: unique(shopifyOrders),
    emails: unique(emails),
  };
}

// The number as it is kept, and as people of its country write it.
function waysToWrite(phone: string): string[] {
  const digits = phone.replaceAll(/\D/g, "");
  return digits.length < 7 ? [] : [phone, digits, `0${digits.slice(3)}`];
}

// Whatever is shorter stands in texts that are about somebody else.
function isTelling(text: string): boolean {
  return text.length >= 4;
}

function unique(list: readonly (string | null | undefined)[]): string[] {
  return [...new Set(list.map((one) => one?.trim() ?? "").filter((one) => one !== ""))];
}
