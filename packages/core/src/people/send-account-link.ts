import { transact, type AccountLink, type Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import { linkToken, newLinkSecret } from "./account-link.ts";
import { queueAccountMail, type AccountMail } from "./account-mails.ts";

/**
 * Sends the link that somebody asked for, or what is to be said instead. Here alone it matters whether the account exists, where
 * nobody who asks can see or time it. A second call finds it sent.
 */
export async function sendAccountLink(ctx: Ctx, { linkId }: { linkId: string }): Promise<{ sent: string | null }> {
  return transact(ctx.db, async (tx) => {
    const link = await tx.accountLink.findFirst({
      where: { id: linkId, organizationId: ctx.organizationId, secretHash: null, usedAt: null },
    });
    if (!link || link.expiresAt <= ctx.now()) return { sent: null };
    const owner = await tx.user.findUnique({ where: { email: link.email }, select: { id: true } });
    const mail = await prepare(tx, ctx, { link, ownerId: owner?.id ?? null });
    if (mail) await queueAccountMail(tx, ctx, { to: link.email, mail });
    return { sent: mail?.kind ?? null };
  });
}

interface Prepared {
  readonly link: AccountLink;
  /** Who has an account with the link's address. */
  readonly ownerId: string | null;
}

async function prepare(tx: Tx, ctx: Ctx, { link, ownerId }: Prepared): Promise<AccountMail | null> {
  const { webUrl } = ctx.settings;
  const signIn = `${webUrl}/sign-in`;
  switch (link.kind) {
    case "register":
      if (ownerId === null) return { kind: "register", url: await open(tx, ctx, { link, page: "verify" }) };
      await close(tx, ctx, link);
      return { kind: "account-exists", url: signIn };
    case "reset":
      if (ownerId === null) return close(tx, ctx, link);
      return { kind: "reset", url: await open(tx, ctx, { link, page: "reset", userId: ownerId }) };
    case "verify":
      if (ownerId === null || ownerId !== link.userId) return close(tx, ctx, link);
      return { kind: "verify", url: await open(tx, ctx, { link, page: "verify" }) };
    case "change_email":
      if (ownerId === null) return { kind: "change-email", url: await open(tx, ctx, { link, page: "verify" }) };
      await close(tx, ctx, link);
      return ownerId === link.userId ? null : { kind: "address-in-use", url: signIn };
  }
}

interface Opened {
  readonly link: AccountLink;
  readonly page: "verify" | "reset";
  readonly userId?: string;
}

/** Gives the link its secret, which is in the mail alone; behind `#`, where no server log and no other site reads it. */
async function open(tx: Tx, { settings }: Ctx, { link, page, userId }: Opened): Promise<string> {
  const { secret, secretHash } = newLinkSecret();
  await tx.accountLink.update({ where: { id: link.id }, data: { secretHash, ...(userId && { userId }) } });
  const asks = link.kind === "register" ? "register" : "address";
  const query = page === "verify" ? `?for=${asks}` : "";
  return `${settings.webUrl}/${page}${query}#${linkToken({ linkId: link.id, secret })}`;
}

async function close(tx: Tx, { now }: Ctx, { id }: AccountLink): Promise<null> {
  await tx.accountLink.update({ where: { id }, data: { usedAt: now(), sealedWish: null } });
  return null;
}
