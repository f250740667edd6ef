import { newId, Prisma } from "@cartwright/db";

import type { Scope } from "#context.ts";

import type { Buyer } from "./find-buyer.ts";

export interface GuestToWrite {
  readonly buyer: Buyer;
  readonly at: Date;
  /** Where the guest is added from: `verdict where ok`. No row, no guest. */
  readonly gate: Prisma.Sql;
}

/**
 * The parts of a statement that find the guest who orders, in `known_guest`, or add them, in `new_guest`. Both stay empty for
 * a customer who is known already. When somebody orders for the first time twice at once, the row that was first.
 */
export function writeGuest({ organizationId }: Scope, { buyer, at, gate }: GuestToWrite): Prisma.Sql {
  return Prisma.sql`
      known_guest as (
    select id from customers
    where ${buyer.customerId}::uuid is null and organization_id = ${organizationId}::uuid and email = ${buyer.email}
      and user_id is null),
      new_guest as (
    insert into customers (id, organization_id, email, name, created_at)
    select ${newId()}::uuid, ${organizationId}::uuid, ${buyer.email}, ${buyer.name}, ${at.toISOString()}::timestamptz
    from ${gate} and ${buyer.customerId}::uuid is null and not exists (select from known_guest)
    on conflict (organization_id, email) where user_id is null do update set email = excluded.email
    returning id)`;
}
