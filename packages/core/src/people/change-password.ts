import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { hashPassword } from "#customers/password.ts";

import { voidLinks } from "./account-link.ts";
import { queueAccountMail } from "./account-mails.ts";
import { confirmPassword, type OwnPassword } from "./confirm-password.ts";
import { endSessionsIn } from "./end-sessions.ts";
import { recordOwnChange } from "./record-own-change.ts";

export interface ChangePasswordInput extends OwnPassword {
  readonly newPassword: string;
  /** The session that asks, which stays; all others end. */
  readonly sessionId: string | undefined;
}

/**
 * Sets another password for who knows the present one, and signs out everybody else who is signed in as them.
 *
 * @throws DomainError `wrong_credentials`, `rate_limited`
 */
export async function changePassword(
  ctx: Ctx,
  { newPassword, sessionId, ...own }: ChangePasswordInput,
): Promise<{ ended: number }> {
  const { userId } = own;
  const { email } = await confirmPassword(ctx, own);
  const passwordHash = await hashPassword(newPassword);
  return transact(ctx.db, async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } });
    await voidLinks(tx, ctx, { userId, kinds: ["reset"] });
    const ended = await endSessionsIn(tx, ctx, { userId, except: sessionId });
    await recordOwnChange(tx, ctx, { userId, what: "password_changed" });
    await queueAccountMail(tx, ctx, { to: email, mail: { kind: "password-changed" } });
    return { ended };
  });
}
