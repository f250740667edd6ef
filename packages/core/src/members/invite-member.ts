import { newId, transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { normalizeEmail } from "#customers/normalize-email.ts";
import { DomainError } from "#errors.ts";
import { newLinkSecret } from "#people/account-link.ts";

import { invitationEnd, queueInvitation } from "./queue-invitation.ts";
import { refuseAbove, type Standing, toStanding } from "./rank.ts";

/**
 * Invites whoever reads an address to be a member, by a link that works once, for a week. An invitation that waits for the same address
 * is taken back.
 *
 * @throws DomainError `forbidden` for more than one has oneself, `conflict` for who is a member, `invalid_input` for what is no address
 */
export async function inviteMember(
  ctx: Ctx,
  { email: entered, ...wanted }: Standing & { readonly email: string },
): Promise<{ invitationId: string }> {
  const { actor, organizationId } = ctx;
  const email = normalizeEmail(entered);
  const standing = toStanding(wanted);
  refuseAbove(actor, standing);
  const invitationId = newId();
  const { secret, secretHash } = newLinkSecret();
  await transact(ctx.db, async (tx) => {
    // Two who invite the same person take turns here.
    await tx.$queryRaw`select 1 from organizations where id = ${organizationId}::uuid for no key update`;
    if ((await tx.member.count({ where: { organizationId, user: { email } } })) > 0)
      throw new DomainError("conflict", { email }, { message: `${email} is a member already.` });
    const open = { organizationId, email, acceptedAt: null, revokedAt: null };
    await tx.invitation.updateMany({ where: open, data: { revokedAt: ctx.now() } });
    await tx.invitation.create({
      data: {
        id: invitationId,
        organizationId,
        email,
        ...standing,
        secretHash,
        invitedBy: actor.type === "member" ? actor.userId : null,
        createdAt: ctx.now(),
        expiresAt: invitationEnd(ctx.now()),
      },
      select: { id: true },
    });
    await queueInvitation(tx, ctx, { to: email, invitationId, secret });
    const subject = { subjectType: "organization", subjectId: organizationId } as const;
    await recordAudit(tx, ctx, { ...subject, action: "member.invited", data: { invitationId, ...standing } });
  });
  return { invitationId };
}
