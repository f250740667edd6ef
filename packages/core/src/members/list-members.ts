import type { Ctx } from "#context.ts";

import type { Role } from "./rank.ts";

export interface MemberView {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly permissions: readonly string[];
  readonly joinedAt: Date;
  readonly lastSignInAt: Date | null;
  /** Signs in with a second step. */
  readonly hasSecondFactor: boolean;
}

export interface PendingInvitationView {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly permissions: readonly string[];
  readonly invitedAt: Date;
  readonly expiresAt: Date;
}

interface Page {
  /** The id of the last row of the page before. */
  readonly cursor?: string | undefined;
  /** 1 to 100, default 50. */
  readonly limit?: number | undefined;
}

/** Who runs the organization, the longest there first. */
export async function listMembers(
  { db, organizationId }: Pick<Ctx, "db" | "organizationId">,
  { cursor, limit = 50 }: Page = {},
): Promise<{ readonly items: MemberView[]; readonly nextCursor: string | null }> {
  const rows = await db.prisma.member.findMany({
    where: { organizationId, ...(cursor !== undefined && { id: { gt: cursor } }) },
    orderBy: { id: "asc" },
    take: limit + 1,
    include: { user: { select: { name: true, email: true, lastSignInAt: true, factor: true } } },
  });
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ user: { factor, ...user }, createdAt: joinedAt, organizationId: _, ...member }) => ({
      ...member,
      ...user,
      joinedAt,
      hasSecondFactor: factor?.confirmedAt !== undefined && factor.confirmedAt !== null,
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Who was invited and has not answered, the newest first, also those whose link has run out. */
export async function listInvitations(
  { db, organizationId }: Pick<Ctx, "db" | "organizationId">,
  { cursor, limit = 50 }: Page = {},
): Promise<{ readonly items: PendingInvitationView[]; readonly nextCursor: string | null }> {
  const rows = await db.prisma.invitation.findMany({
    where: {
      organizationId,
      acceptedAt: null,
      revokedAt: null,
      ...(cursor !== undefined && { id: { lt: cursor } }),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ id, email, role, permissions, createdAt: invitedAt, expiresAt }) => {
      return { id, email, role, permissions, invitedAt, expiresAt };
    }),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
