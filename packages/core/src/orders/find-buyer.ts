import { z } from "zod";

import { newId, type SqlTx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

export interface Buyer {
  readonly customerId: string;
  readonly email: string;
}

export interface BuyerInput {
  /** Who orders for somebody names them. */
  readonly customerId: string | null;
  readonly email: string | null;
  /** For the record of a guest who is new. */
  readonly name: string | null;
}

const emailSchema = z.string().trim().normalize("NFKC").toLowerCase().pipe(z.email().max(254));

/**
 * Who buys: the signed-in customer, the customer that staff or a key names, or a guest, known by their e-mail. A guest and an
 * account with the same e-mail stay apart.
 *
 * @throws DomainError `not_found` for a customer of somebody else, `invalid_input` without a usable e-mail.
 */
export async function findBuyer(tx: SqlTx, scope: Scope, input: BuyerInput): Promise<Buyer> {
  const email = input.email === null ? null : readEmail(input.email);
  const customerId = knownCustomer(scope, input.customerId);
  if (customerId !== null) return findKnown(tx, scope, { customerId, email });
  if (email === null)
    throw new DomainError("invalid_input", { email: "required" }, { message: "An e-mail is needed." });
  return { customerId: await findGuest(tx, scope, { email, name: input.name }), email };
}

/** An e-mail address in the form that we keep and compare. Throws `invalid_input`. */
export function readEmail(typed: string): string {
  const parsed = emailSchema.safeParse(typed);
  if (parsed.success) return parsed.data;
  throw new DomainError("invalid_input", { email: "invalid" }, { message: "This is not an e-mail address." });
}

function knownCustomer({ actor }: Scope, named: string | null): string | null {
  if (actor.type === "customer") {
    if (named !== null && named !== actor.customerId) throw new DomainError("not_found", { customerId: named });
    return actor.customerId;
  }
  if (actor.type === "guest" && named !== null) throw new DomainError("not_found", { customerId: named });
  return named;
}

async function findKnown(
  tx: SqlTx,
  { organizationId }: Scope,
  { customerId, email }: { customerId: string; email: string | null },
): Promise<Buyer> {
  const [customer] = await tx.$queryRaw<{ email: string }[]>`
    select email from customers where organization_id = ${organizationId}::uuid and id = ${customerId}::uuid`;
  if (!customer) throw new DomainError("not_found", { customerId });
  return { customerId, email: email ?? customer.email };
}

// Nearly always the guest is new or was seen before; only one who orders twice at the same moment needs the second look.
async function findGuest(
  tx: SqlTx,
  { organizationId, now }: Scope,
  { email, name }: { email: string; name: string | null },
): Promise<string> {
  for (let look = 0; look < 2; look += 1) {
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      with known as (
        select id from customers
        where organization_id = ${organizationId}::uuid and email = ${email} and user_id is null
      ), added as (
        insert into customers (id, organization_id, email, name, created_at)
        select ${newId()}::uuid, ${organizationId}::uuid, ${email}, ${name}, ${now().toISOString()}::timestamptz
        where not exists (select from known)
        on conflict (organization_id, email) where user_id is null do nothing
        returning id
      )
      select id::text from known union all select id::text from added`;
    if (row) return row.id;
  }
  throw new Error(`the guest ${email} is neither there nor can be added`);
}
