import { type Invitation, transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { newLinkSecret } from "#people/account-link.ts";

import { invitationEnd, queueInvitation } from "./queue-invitation.ts";
import { refuseAbove } from "./rank.ts";

interface Which {
  readonly invitationId: string;
}

/**
 * Mails a new link, which works for a week; the one before is good no more.
 *
 * @throws DomainError `not_found`; `forbidden` for more than one has oneself
 */
export async function resendInvitation(ctx: Ctx, { invitationId }: Which): Promise<void> {
  const { secret, secretHash } = newLinkSecret();
  await transact(ctx.db, async (tx) => {
    const { email } = await lockOpen(tx, ctx, invitationId);
    const expiresAt = invitationEnd(ctx.now());
    await tx.invitation.update({ where: { id: invitationId }, data: { secretHash, expiresAt }, select: { id: true } });
    await queueInvitation(tx, ctx, { to: email, invitationId, secret });
    await record(tx, ctx, { invitationId, action: "member.invited_again" });
  });
}

/** Takes an invitation back. Throws `not_found`, and `forbidden` for more than one has oneself. */
export async function revokeInvitation(ctx: Ctx, { invitationId }: Which): Promise<void> {
  await transact(ctx.db, async (tx) => {
    await lockOpen(tx, ctx, invitationId);
    const data = { revokedAt: ctx.now() };
    await tx.invitation.update({ where: { id: invitationId }, data, select: { id: true } });
    await record(tx, ctx, { invitationId, action: "member.invitation_revoked" });
  });
}

async function lockOpen(tx: Tx, { organizationId, actor }: Ctx, id: string): Promise<Invitation> {
  await tx.$queryRaw`select 1 from invitations where id = ${id}::uuid and organization_id = ${organizationId}::uuid for update`;
  const open = { id, organizationId, acceptedAt: null, revokedAt: null };
  const invitation = await tx.invitation.findFirst({ where: open });
  if (invitation === null) throw new DomainError("not_found", { invitationId: id });
  refuseAbove(actor, invitation);
  return invitation;
}

async function record(tx: Tx, ctx: Ctx, { action, invitationId }: Which & { action: string }): Promise<void> {
  const subject = { subjectType: "organization", subjectId: ctx.organizationId } as const;
  await recordAudit(tx, ctx, { ...subject, action, data: { invitationId } });
}
