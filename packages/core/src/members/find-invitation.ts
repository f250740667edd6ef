import type { Invitation, Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { readLinkToken } from "#people/account-link.ts";

/**
 * The invitation that a link's token names, if it may still be used.
 *
 * @throws DomainError `link_invalid`, whatever the reason
 */
export async function findInvitation(
  tx: Pick<Tx, "invitation">,
  { now }: Pick<Scope, "now">,
  token: string,
): Promise<Invitation> {
  const usable = { acceptedAt: null, revokedAt: null, expiresAt: { gt: now() } };
  const found = await tx.invitation.findFirst({ where: { ...readLinkToken(token), ...usable } });
  if (!found) throw new DomainError("link_invalid");
  return found;
}
