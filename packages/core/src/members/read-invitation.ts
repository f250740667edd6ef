import type { Services } from "#context.ts";

import { findInvitation } from "./find-invitation.ts";
import type { Role } from "./rank.ts";

export interface InvitationView {
  readonly organization: string;
  readonly email: string;
  readonly role: Role;
  readonly permissions: readonly string[];
  /** There is an account with that address: its owner signs in to accept. */
  readonly hasAccount: boolean;
}

/** What whoever has the link is invited to. Throws `link_invalid`. */
export async function readInvitation(
  services: Pick<Services, "db" | "now">,
  { token }: { token: string },
): Promise<InvitationView> {
  const { prisma } = services.db;
  const { organizationId, email, role, permissions } = await findInvitation(prisma, services, token);
  const [{ name }, accounts] = await Promise.all([
    prisma.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } }),
    prisma.user.count({ where: { email } }),
  ]);
  return { organization: name, email, role, permissions, hasAccount: accounts > 0 };
}
