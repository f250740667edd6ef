import { transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { toE164 } from "#orders/read-phone.ts";
import { emit } from "#outbox/emit.ts";

import type { ProfileView } from "./read-profile.ts";

export interface UpdateProfileInput {
  readonly userId: string;
  readonly customerId: string;
  readonly name: string;
  /** As typed; null: none. */
  readonly phone: string | null;
  /** ISO 3166: the country whose national way of writing a number is understood, too. */
  readonly country: string;
}

/**
 * Changes what a shopper is called and where they can be rung up. Orders keep what they froze. Tells `customer.updated` when
 * something is different from before.
 *
 * @throws DomainError `not_found`, `invalid_input` for a number that nobody could have
 */
export async function updateProfile(ctx: Ctx, input: UpdateProfileInput): Promise<ProfileView> {
  const phone = readPhone(input);
  const name = input.name.trim();
  const changed = await transact(ctx.db, async (tx) => {
    const before = await lockCustomer(tx, ctx, input);
    if (before.name === name && before.phone === phone) return false;
    await tx.customer.update({ where: { id: input.customerId }, data: { name, phone }, select: { id: true } });
    await tx.user.update({ where: { id: input.userId }, data: { name }, select: { id: true } });
    await tell(tx, ctx, { customerId: input.customerId, email: before.email });
    return true;
  });
  if (changed) ctx.wakeRelay();
  return { name, phone };
}

function readPhone({ phone, country }: UpdateProfileInput): string | null {
  if (phone === null || phone.trim() === "") return null;
  const read = toE164(phone, country);
  if (read === null) throw new DomainError("invalid_input", { field: "phone" }, { message: "Nobody has this number." });
  return read;
}

interface LockedCustomer {
  readonly email: string;
  readonly name: string | null;
  readonly phone: string | null;
}

async function lockCustomer(
  tx: Tx,
  { organizationId }: Scope,
  { userId, customerId }: UpdateProfileInput,
): Promise<LockedCustomer> {
  const [customer] = await tx.$queryRaw<LockedCustomer[]>`
    select email, name, phone from customers
    where organization_id = ${organizationId}::uuid and id = ${customerId}::uuid and user_id = ${userId}::uuid
    for update`;
  if (!customer) throw new DomainError("not_found", { customer: customerId });
  return customer;
}

// Neither name nor number goes into the audit log, which is kept for ever.
async function tell(tx: Tx, scope: Scope, { customerId, email }: { customerId: string; email: string }): Promise<void> {
  await recordAudit(tx, scope, { action: "customer.updated", subjectType: "customer", subjectId: customerId });
  await emit(tx, scope, {
    type: "customer.updated",
    aggregateType: "customer",
    aggregateId: customerId,
    data: { customerId, email },
  });
}
