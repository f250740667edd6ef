import { newId, sqlState, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import { emit } from "#outbox/emit.ts";

export interface RegisterCustomerInput {
  /** As `normalizeEmail` writes it, and proven to be read by this person. */
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string | null;
}

export interface RegisteredCustomer {
  readonly customerId: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/** Makes an account with which a shopper can sign in. For one that there is already the database refuses: see `isEmailTaken`. */
export async function registerCustomer(
  tx: Tx,
  scope: Scope,
  { email, name, passwordHash }: RegisterCustomerInput,
): Promise<RegisteredCustomer> {
  const { organizationId } = scope;
  const [userId, customerId, createdAt] = [newId(), newId(), scope.now()];
  await tx.user.create({ data: { id: userId, email, name, passwordHash, emailVerifiedAt: createdAt, createdAt } });
  await tx.customer.create({ data: { id: customerId, organizationId, userId, email, name, createdAt } });
  await recordAudit(tx, scope, { action: "customer.created", subjectType: "customer", subjectId: customerId });
  await emit(tx, scope, {
    type: "customer.created",
    aggregateType: "customer",
    aggregateId: customerId,
    data: { customerId, email },
  });
  return { customerId, userId, email, name };
}

/** True when an account with the same e-mail was there first. */
export function isEmailTaken(error: unknown): boolean {
  return sqlState(error) === "23505" || (error instanceof Error && "code" in error && error.code === "P2002");
}
