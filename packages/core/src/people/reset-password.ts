import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { hashPassword } from "#customers/password.ts";
import { DomainError } from "#errors.ts";

import { findLink, takeLink, voidLinks, type LinkToUse } from "./account-link.ts";
import { queueAccountMail } from "./account-mails.ts";
import { endSessionsIn } from "./end-sessions.ts";
import { recordOwnChange } from "./record-own-change.ts";
import { takeOverGuestOrders } from "./take-over-guest-orders.ts";

/**
 * Sets a new password with a link that was mailed. Whoever is signed in is signed out everywhere, other reset links are void, and the
 * address counts as proven.
 *
 * @throws DomainError `link_invalid`
 */
export async function resetPassword(
  ctx: Ctx,
  { token, password }: { token: string; password: string },
): Promise<{ email: string }> {
  const use: LinkToUse = { token, kinds: ["reset"] };
  // So that nobody has us hash passwords for links that are none.
  await findLink(ctx.db.prisma, ctx, use);
  const passwordHash = await hashPassword(password);
  return transact(ctx.db, async (tx) => {
    const { userId, email } = await takeLink(tx, ctx, use);
    if (userId === null) throw new DomainError("link_invalid");
    const { count } = await tx.user.updateMany({
      // The account may have moved to another address since.
      where: { id: userId, email },
      data: { passwordHash, emailVerifiedAt: ctx.now() },
    });
    if (count === 0) throw new DomainError("link_invalid");
    await voidLinks(tx, ctx, { userId, kinds: ["reset", "change_email"] });
    await endSessionsIn(tx, ctx, { userId });
    await takeOverGuestOrders(tx, ctx, { userId, email });
    await recordOwnChange(tx, ctx, { userId, what: "password_reset" });
    await queueAccountMail(tx, ctx, { to: email, mail: { kind: "password-changed" } });
    return { email };
  });
}
