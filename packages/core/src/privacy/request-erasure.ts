import { newId, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";
import { endSessionsIn } from "#people/end-sessions.ts";
import { seal } from "#secrets/secret-box.ts";

import { collectPerson, type PersonWanted } from "./person.ts";

/**
 * Forgets a customer: from now on nobody signs in as them, and a job erases what is known of them. Orders stay for the books, without
 * a name. The account goes too, unless the person shops elsewhere on this instance. Asking again while it is under way is the same
 * request.
 *
 * @throws DomainError `not_found`; `conflict` with the numbers of orders that are not over yet, unpaid or unshipped
 */
export async function requestErasure(
  tx: Tx,
  ctx: Scope,
  { customerId }: { customerId: string },
): Promise<{ erasureId: string }> {
  const { organizationId } = ctx;
  const customer = await lockCustomer(tx, ctx, customerId);
  const present = await tx.erasure.findFirst({ where: { organizationId, customerId, state: { not: "done" } } });
  if (present) return { erasureId: present.id };
  const customers = [customerId, ...(await guestsOf(tx, ctx, customer))];
  await refuseOpenOrders(tx, ctx, customers);
  const users = await accountOf(tx, ctx, customer);
  return beginErasure(tx, ctx, { customerId, wanted: { organizationId, customers, users } });
}

interface ErasureToBegin {
  /** Null for an account that never shopped. */
  readonly customerId: string | null;
  readonly wanted: PersonWanted;
}

/** Notes what is to be erased, sealed, closes the accounts that are meant, and puts the job in line. */
export async function beginErasure(
  tx: Tx,
  ctx: Scope,
  { customerId, wanted }: ErasureToBegin,
): Promise<{ erasureId: string }> {
  const { organizationId, requestId } = ctx;
  const person = await collectPerson(tx, wanted);
  const erasureId = newId();
  await tx.erasure.create({
    data: {
      id: erasureId,
      organizationId,
      customerId,
      sealedPerson: seal(ctx.settings.encryptionKey, JSON.stringify(person)),
      requestId,
      requestedAt: ctx.now(),
    },
    select: { id: true },
  });
  for (const userId of wanted.users) await closeAccount(tx, ctx, userId);
  await recordAudit(tx, ctx, {
    action: "customer.erasure_requested",
    subjectType: "customer",
    subjectId: customerId ?? erasureId,
    data: { erasureId },
  });
  await enqueueInTransaction(tx, "erase-person", { organizationId, erasureId, requestId });
  return { erasureId };
}

// From now on nobody signs in with this account, whoever is signed in is a guest, and the address is free for a new one.
async function closeAccount(tx: Tx, ctx: Scope, userId: string): Promise<void> {
  await endSessionsIn(tx, ctx, { userId });
  const nobody = { email: `erased-${userId}@erased.invalid`, name: "", passwordHash: null };
  await tx.user.update({ where: { id: userId }, data: nobody, select: { id: true } });
  await tx.userIdentity.deleteMany({ where: { userId } });
  await tx.accountLink.deleteMany({ where: { userId } });
}

interface LockedCustomer {
  readonly id: string;
  readonly userId: string | null;
  readonly email: string;
}

async function lockCustomer(tx: Tx, { organizationId }: Scope, id: string): Promise<LockedCustomer> {
  const [customer] = await tx.$queryRaw<LockedCustomer[]>`
    select id::text, user_id::text as "userId", email from customers
    where organization_id = ${organizationId}::uuid and id = ${id}::uuid for update`;
  if (!customer) throw new DomainError("not_found", { customer: id });
  return customer;
}

// What was ordered as a guest is the account's too when it was seen that they read that mailbox.
async function guestsOf(tx: Tx, { organizationId }: Scope, { userId, email }: LockedCustomer): Promise<string[]> {
  if (userId === null) return [];
  const user = await tx.user.findUnique({ where: { id: userId }, select: { email: true, emailVerifiedAt: true } });
  if (!user?.emailVerifiedAt || user.email !== email) return [];
  const guests = await tx.customer.findMany({ where: { organizationId, email, userId: null }, select: { id: true } });
  return guests.map(({ id }) => id);
}

async function refuseOpenOrders(tx: Tx, { organizationId }: Scope, customers: readonly string[]): Promise<void> {
  const open = await tx.order.findMany({
    where: { organizationId, customerId: { in: [...customers] }, status: { in: ["pending", "paid"] } },
    select: { number: true },
    orderBy: { number: "asc" },
    take: 20,
  });
  if (open.length === 0) return;
  const message = "There are orders that are not paid or not shipped yet. Finish or cancel them first.";
  throw new DomainError("conflict", { openOrders: open.map(({ number }) => String(number)) }, { message });
}

/** The account, if nobody needs it any more: it is one for the whole instance. */
async function accountOf(tx: Tx, { organizationId }: Scope, { userId }: LockedCustomer): Promise<string[]> {
  if (userId === null) return [];
  const [needed] = await tx.$queryRaw<{ count: bigint }[]>`
    select (select count(*) from members where user_id = ${userId}::uuid)
      + (select count(*) from customers c where c.user_id = ${userId}::uuid and c.organization_id <> ${organizationId}::uuid
          and not exists (select from erasures e where e.organization_id = c.organization_id and e.customer_id = c.id)) as count`;
  return needed?.count === 0n ? [userId] : [];
}
