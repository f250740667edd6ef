import type { Services } from "#context.ts";
import { noteSeen } from "#people/note-seen.ts";
import { unseenSince } from "#people/session-life.ts";

import type { Principal } from "./principal.ts";

export interface FindPrincipalInput {
  readonly userId: string;
  /** The organization whose shop or admin is used. */
  readonly organizationId: string;
  /** `only`: as whom this organization knows the user; `first`: else as a member of another one. */
  readonly organization: "only" | "first";
  /** The session that the browser names; once it is ended it stands for nobody. Left out for tokens, which have none. */
  readonly sessionId?: string;
}

/** Whom a user stands for, asked anew for every request; null when the user or the session is no more. */
export async function findPrincipal(
  services: Pick<Services, "db" | "log" | "now">,
  input: FindPrincipalInput,
): Promise<Principal | null> {
  const { userId, organizationId, sessionId = null } = input;
  const only = input.organization === "only";
  const rows = await services.db.prisma.$queryRaw<PrincipalRow[]>`
    SELECT u.email, u.name, s.last_seen_at AS seen_at, m.organization_id AS member_of, m.role::text AS role, m.permissions, c.id AS customer_id
    FROM users u
    LEFT JOIN sessions s ON s.id = ${sessionId}::uuid AND s.user_id = u.id AND s.ended_at IS NULL
      AND s.last_seen_at > ${unseenSince(services.now())}::timestamptz
    LEFT JOIN LATERAL (
      SELECT * FROM members
      WHERE user_id = u.id AND (organization_id = ${organizationId}::uuid OR NOT ${only})
      ORDER BY organization_id = ${organizationId}::uuid DESC, created_at, id LIMIT 1
    ) m ON true
    LEFT JOIN customers c ON c.user_id = u.id AND c.organization_id = coalesce(m.organization_id, ${organizationId}::uuid)
    WHERE u.id = ${userId}::uuid`;
  const row = rows[0];
  if (!row) return null;
  if (sessionId !== null) {
    if (row.seen_at === null) return null;
    noteSeen(services, { sessionId, seenAt: row.seen_at });
  }
  return toPrincipal(row, input);
}

interface PrincipalRow {
  email: string;
  name: string;
  /** When the session was last seen; null when it does not stand. */
  seen_at: Date | null;
  member_of: string | null;
  role: "owner" | "admin" | "staff" | null;
  permissions: string[] | null;
  customer_id: string | null;
}

function toPrincipal(row: PrincipalRow, { userId, organizationId, sessionId }: FindPrincipalInput): Principal | null {
  const { member_of: memberOf, role, customer_id: customerId } = row;
  const person = {
    organizationId: memberOf ?? organizationId,
    user: { id: userId, email: row.email, name: row.name },
    customer: customerId === null ? null : { id: customerId },
    rateLimitPerMinute: null,
    ...(sessionId !== undefined && { sessionId }),
  };
  if (role !== null) return { ...person, actor: { type: "member", userId, role, permissions: row.permissions ?? [] } };
  return customerId === null ? null : { ...person, actor: { type: "customer", userId, customerId } };
}
