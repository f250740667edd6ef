import { newId, sqlState, transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { emit } from "#outbox/emit.ts";

import { normalizeEmail } from "./normalize-email.ts";
import { hashPassword } from "./password.ts";

export interface RegisterCustomerInput {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

export interface RegisteredCustomer {
  readonly customerId: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/**
 * Makes an account with which a shopper can sign in. Orders that a guest placed with the same address stay the guest's:
 * registering proves nothing about who reads that mailbox.
 *
 * @throws DomainError `email_taken`
 */
export async function registerCustomer(ctx: Ctx, input: RegisterCustomerInput): Promise<RegisteredCustomer> {
  const passwordHash = await hashPassword(input.password);
  const customer = {
    customerId: newId(),
    userId: newId(),
    email: normalizeEmail(input.email),
    name: input.name.trim(),
  };
  try {
    await transact(ctx.db, (tx) => writeAccount(tx, ctx, { ...customer, passwordHash }));
  } catch (error) {
    if (isTaken(error)) throw new DomainError("email_taken", {}, { cause: error });
    throw error;
  }
  ctx.wakeRelay();
  return customer;
}

async function writeAccount(
  tx: Tx,
  scope: Scope,
  { customerId, userId, email, name, passwordHash }: RegisteredCustomer & { passwordHash: string },
): Promise<void> {
  const { organizationId } = scope;
  await tx.user.create({ data: { id: userId, email, name, passwordHash, createdAt: scope.now() } });
  await tx.customer.create({ data: { id: customerId, organizationId, userId, email, name, createdAt: scope.now() } });
  await recordAudit(tx, scope, { action: "customer.created", subjectType: "customer", subjectId: customerId });
  await emit(tx, scope, {
    type: "customer.created",
    aggregateType: "customer",
    aggregateId: customerId,
    data: { customerId, email },
  });
}

function isTaken(error: unknown): boolean {
  return sqlState(error) === "23505" || (error instanceof Error && "code" in error && error.code === "P2002");
}
