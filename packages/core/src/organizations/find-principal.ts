import type { Services } from "#context.ts";

import type { Principal } from "./principal.ts";

export interface FindPrincipalInput {
  readonly userId: string;
  /** The organization whose shop or admin is used. */
  readonly organizationId: string;
  /** `only`: as whom this organization knows the user; `first`: else as a member of another one. */
  readonly organization: "only" | "first";
  /** What the session carries; another one now means that it was ended. Left out for tokens that carry none. */
  readonly sessionVersion?: number;
}

/** Whom a user stands for, asked anew for every request; null when the user or the session is no more. */
export async function findPrincipal(
  { db }: Pick<Services, "db">,
  input: FindPrincipalInput,
): Promise<Principal | null> {
  const { userId, organizationId } = input;
  const only = input.organization === "only";
  const rows = await db.prisma.$queryRaw<PrincipalRow[]>`
    SELECT u.email, u.name, u.session_version, m.organization_id AS member_of, m.role::text AS role, m.permissions, c.id AS customer_id
    FROM users u
    LEFT JOIN LATERAL (
      SELECT * FROM members
      WHERE user_id = u.id AND (organization_id = ${organizationId}::uuid OR NOT ${only})
      ORDER BY organization_id = ${organizationId}::uuid DESC, created_at, id LIMIT 1
    ) m ON true
    LEFT JOIN customers c ON c.user_id = u.id AND c.organization_id = coalesce(m.organization_id, ${organizationId}::uuid)
    WHERE u.id = ${userId}::uuid`;
  const row = rows[0];
  if (!row) return null;
  if (input.sessionVersion !== undefined && input.sessionVersion !== row.session_version) return null;
  return toPrincipal(row, input);
}

interface PrincipalRow {
  email: string;
  name: string;
  session_version: number;
  member_of: string | null;
  role: "owner" | "admin" | "staff" | null;
  permissions: string[] | null;
  customer_id: string | null;
}

function toPrincipal(row: PrincipalRow, { userId, organizationId }: FindPrincipalInput): Principal | null {
  const { member_of: memberOf, role, customer_id: customerId } = row;
  const person = {
    organizationId: memberOf ?? organizationId,
    user: { id: userId, email: row.email, name: row.name },
    customer: customerId === null ? null : { id: customerId },
    rateLimitPerMinute: null,
  };
  if (role !== null) return { ...person, actor: { type: "member", userId, role, permissions: row.permissions ?? [] } };
  return customerId === null ? null : { ...person, actor: { type: "customer", userId, customerId } };
}
