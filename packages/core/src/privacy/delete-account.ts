import { transact, type Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { confirmPassword } from "#people/confirm-password.ts";

import { beginErasure, requestErasure } from "./request-erasure.ts";

export interface DeleteAccountInput {
  readonly userId: string;
  /** Null for an account without one, which is signed in to by another service. */
  readonly password: string | null;
  /** Where the attempt comes from. */
  readonly address: string;
}

/**
 * A person deletes their own account, in every shop of this instance that knows them: they are signed out everywhere at once, and
 * forgotten soon after.
 *
 * @throws DomainError `wrong_credentials`, `rate_limited`; `conflict` while an order is not over, or while they work somewhere here
 */
export async function deleteAccount(ctx: Ctx, { userId, password, address }: DeleteAccountInput): Promise<void> {
  const user = await ctx.db.prisma.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  if (!user) throw new DomainError("wrong_credentials");
  if (user.passwordHash !== null || password !== null) {
    await confirmPassword(ctx, { userId, password: password ?? "", address });
  }
  await transact(ctx.db, async (tx) => {
    const works = await tx.member.count({ where: { userId } });
    const message = "You work here with this account. Have your access taken away first.";
    if (works > 0) throw new DomainError("conflict", { member: userId }, { message });
    const customers = await tx.customer.findMany({ where: { userId }, orderBy: { id: "asc" } });
    for (const { id, organizationId } of customers) {
      await requestErasure(tx, { ...ctx, organizationId }, { customerId: id });
    }
    // Whoever never shopped has an account and nothing else.
    if (customers.length === 0) await forgetAccount(tx, ctx, userId);
  });
}

async function forgetAccount(tx: Tx, ctx: Ctx, userId: string): Promise<void> {
  const { organizationId } = ctx;
  const wanted = { organizationId, customers: [], users: [userId] };
  await beginErasure(tx, ctx, { customerId: null, wanted });
}
