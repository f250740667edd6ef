import type { Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { composeMail } from "#mail/compose-mail.ts";
import { queueMail } from "#mail/queue-mail.ts";
import { linkToken } from "#people/account-link.ts";

const invitationDays = 7;

export function invitationEnd(now: Date): Date {
  return new Date(now.getTime() + invitationDays * 86_400_000);
}

/** Puts the mail with the link in line. The secret stands behind `#`, which no server is told. */
export async function queueInvitation(
  tx: Tx,
  scope: Scope,
  { to, invitationId, secret }: { to: string; invitationId: string; secret: string },
): Promise<void> {
  const { organizationId: id, settings } = scope;
  const { name: shop } = await tx.organization.findUniqueOrThrow({ where: { id }, select: { name: true } });
  const url = `${settings.webUrl}/invitation#${linkToken({ linkId: invitationId, secret })}`;
  const words = composeMail({
    shop,
    heading: `You are invited to run ${shop}`,
    paragraphs: [
      `Somebody of ${shop} wants you to help running the shop. Accept, and sign in with this address. The link works for ${invitationDays} days, once.`,
    ],
    action: { label: "See the invitation", url },
    note: "You do not know what this is about? Then you need not do anything.",
  });
  await queueMail(tx, scope, { to, subject: `You are invited to run ${shop}`, kind: "invitation", ...words });
}
