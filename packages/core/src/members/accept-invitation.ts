import { type Invitation, newId, transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { hashPassword } from "#customers/password.ts";
import { isEmailTaken } from "#customers/register-customer.ts";
import { DomainError } from "#errors.ts";

import { findInvitation } from "./find-invitation.ts";

export interface AcceptInvitation {
  readonly token: string;
  /** Who is signed in; null: nobody. */
  readonly user: { readonly id: string; readonly email: string } | null;
  /** For whoever has no account yet: what it is made with. */
  readonly account?: { readonly name: string; readonly password: string } | undefined;
}

/**
 * Makes whoever has the link a member: the person who is signed in with the invited address, or one whose account is made here. Of many who
 * come with one link at once, one does.
 *
 * @throws DomainError `link_invalid`, also when it was used meanwhile; `forbidden` for who is signed in with another address;
 * `conflict` for who is a member; `unauthenticated` when there is such an account, whose owner has to sign in first, or nothing to make one with
 */
export async function acceptInvitation(
  ctx: Ctx,
  { token, user, account }: AcceptInvitation,
): Promise<{ userId: string; memberId: string }> {
  const { email } = await findInvitation(ctx.db.prisma, ctx, token);
  if (user !== null && user.email !== email) {
    const message = `This invitation is for ${email}. Sign out first, or ask for one to ${user.email}.`;
    throw new DomainError("forbidden", { email }, { message });
  }
  if (user === null && !account) throw new DomainError("unauthenticated");
  const passwordHash = account && (await hashPassword(account.password));
  try {
    return await transact(ctx.db, async (tx) => {
      const invitation = await findInvitation(tx, ctx, token);
      const { count } = await tx.invitation.updateMany({
        where: { id: invitation.id, acceptedAt: null, revokedAt: null },
        data: { acceptedAt: ctx.now() },
      });
      if (count === 0) throw new DomainError("link_invalid");
      const userId = user?.id ?? (await addAccount(tx, ctx, { email, name: account?.name ?? "", passwordHash }));
      return { userId, memberId: await addMember(tx, ctx, { invitation, userId }) };
    });
  } catch (error) {
    if (!isEmailTaken(error)) throw error;
    if (user !== null) throw new DomainError("conflict", {}, { message: "You are a member already.", cause: error });
    const message = `There is an account with ${email}. Sign in with it to accept.`;
    throw new DomainError("unauthenticated", {}, { message, cause: error });
  }
}

async function addAccount(
  tx: Tx,
  ctx: Ctx,
  { email, name, passwordHash = null }: { email: string; name: string; passwordHash?: string | null | undefined },
): Promise<string> {
  const [id, createdAt] = [newId(), ctx.now()];
  // The link came to the mailbox: whoever has it reads there.
  const data = { id, email, name, passwordHash, emailVerifiedAt: createdAt, createdAt };
  await tx.user.create({ data, select: { id: true } });
  return id;
}

async function addMember(
  tx: Tx,
  ctx: Ctx,
  { invitation, userId }: { invitation: Invitation; userId: string },
): Promise<string> {
  const { organizationId, role, permissions, id: invitationId } = invitation;
  const memberId = newId();
  await tx.member.create({
    data: { id: memberId, organizationId, userId, role, permissions, createdAt: ctx.now() },
    select: { id: true },
  });
  const actor = { type: "member", userId, role, permissions } as const;
  const scope = { ...ctx, organizationId, actor };
  const data = { invitationId, memberId, role, permissions };
  await recordAudit(tx, scope, { action: "member.joined", subjectType: "user", subjectId: userId, data });
  return memberId;
}
