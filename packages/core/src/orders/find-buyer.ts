import { z } from "zod";

import type { SqlTx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { normalizeEmail } from "#customers/normalize-email.ts";
import { DomainError } from "#errors.ts";

export interface Buyer {
  /** Null for a guest, whom writing the order finds by their e-mail, or adds. */
  readonly customerId: string | null;
  readonly email: string;
  readonly name: string | null;
}

export interface BuyerInput {
  /** Who orders for somebody names them. */
  readonly customerId: string | null;
  readonly email: string | null;
  /** For the record of a guest who is new. */
  readonly name: string | null;
}

const emailSchema = z.string().transform(normalizeEmail).pipe(z.email().max(254));

/**
 * Who buys: the signed-in customer, the customer that staff or a key names, or a guest, known by their e-mail. A guest and an
 * account with the same e-mail stay apart.
 *
 * @throws DomainError `not_found` for a customer of somebody else, `invalid_input` without a usable e-mail.
 */
export async function findBuyer(client: SqlTx, scope: Scope, input: BuyerInput): Promise<Buyer> {
  const email = input.email === null ? null : readEmail(input.email);
  const customerId = knownCustomer(scope, input.customerId);
  if (customerId !== null) return findKnown(client, scope, { customerId, email, name: input.name });
  if (email === null)
    throw new DomainError("invalid_input", { email: "required" }, { message: "An e-mail is needed." });
  return { customerId: null, email, name: input.name };
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
  client: SqlTx,
  { organizationId }: Scope,
  { customerId, email, name }: { customerId: string; email: string | null; name: string | null },
): Promise<Buyer> {
  const [customer] = await client.$queryRaw<{ email: string }[]>`
    select email from customers where organization_id = ${organizationId}::uuid and id = ${customerId}::uuid`;
  if (!customer) throw new DomainError("not_found", { customerId });
  return { customerId, email: email ?? customer.email, name };
}
