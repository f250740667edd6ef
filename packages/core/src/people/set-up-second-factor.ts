import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { seal } from "#secrets/secret-box.ts";

import { queueAccountMail } from "./account-mails.ts";
import { checkSecondFactor, needsSecondFactor } from "./check-second-factor.ts";
import { confirmPassword, type OwnPassword } from "./confirm-password.ts";
import { endSessionsIn } from "./end-sessions.ts";
import { recordOwnChange } from "./record-own-change.ts";
import { writeRecoveryCodes } from "./recovery-codes.ts";
import { newTotpSecret, totpUri } from "./totp.ts";

export interface NewSecondFactor {
  /** For those who type it. */
  readonly secret: string;
  /** `otpauth://totp/…`, to be shown as a QR code. */
  readonly uri: string;
}

/**
 * Makes the secret that an app is to hold. Nothing asks for codes before `confirmSecondFactor`; beginning again makes another one.
 *
 * @throws DomainError `wrong_credentials`, `rate_limited`; `conflict` when there is one already
 */
export async function beginSecondFactor(ctx: Ctx, own: OwnPassword): Promise<NewSecondFactor> {
  const { userId } = own;
  const { email } = await confirmPassword(ctx, own);
  if (await needsSecondFactor(ctx, { userId })) throw new DomainError("conflict");
  const { name: issuer } = await ctx.db.prisma.organization.findUniqueOrThrow({
    where: { id: ctx.organizationId },
    select: { name: true },
  });
  const secret = newTotpSecret();
  const fresh = { sealedSecret: seal(ctx.settings.encryptionKey, secret), lastStep: 0, createdAt: ctx.now() };
  await transact(ctx.db, async (tx) => {
    // One that was confirmed meanwhile stays as it is.
    await tx.secondFactor.deleteMany({ where: { userId, confirmedAt: null } });
    await tx.secondFactor.create({ data: { userId, ...fresh }, select: { userId: true } });
  });
  return { secret, uri: totpUri({ secret, issuer, account: email }) };
}

/**
 * Turns the second step on, once a first code shows that the app has the secret. Answers recovery codes, which are never shown again.
 * Other sessions, which came in without it, end.
 *
 * @throws DomainError `second_factor_wrong`, `rate_limited`; `conflict` when there is none to confirm
 */
export async function confirmSecondFactor(
  ctx: Ctx,
  { userId, code, sessionId }: { userId: string; code: string; sessionId: string | undefined },
): Promise<{ recoveryCodes: string[] }> {
  await checkSecondFactor(ctx, { userId, code });
  return transact(ctx.db, async (tx) => {
    const { count } = await tx.secondFactor.updateMany({
      where: { userId, confirmedAt: null },
      data: { confirmedAt: ctx.now() },
    });
    if (count === 0) throw new DomainError("conflict");
    await endSessionsIn(tx, ctx, { userId, except: sessionId });
    await recordOwnChange(tx, ctx, { userId, what: "second_factor_on" });
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
    await queueAccountMail(tx, ctx, { to: email, mail: { kind: "second-factor-on" } });
    return { recoveryCodes: await writeRecoveryCodes(tx, { userId }) };
  });
}

/**
 * Makes new recovery codes in the place of the old ones.
 *
 * @throws DomainError `second_factor_wrong`, `rate_limited`; `conflict` without a second step
 */
export async function renewRecoveryCodes(
  ctx: Ctx,
  { userId, code }: { userId: string; code: string },
): Promise<{ recoveryCodes: string[] }> {
  if (!(await needsSecondFactor(ctx, { userId }))) throw new DomainError("conflict");
  await checkSecondFactor(ctx, { userId, code });
  return transact(ctx.db, async (tx) => {
    await recordOwnChange(tx, ctx, { userId, what: "recovery_codes_renewed" });
    return { recoveryCodes: await writeRecoveryCodes(tx, { userId }) };
  });
}

/**
 * Turns the second step off, for who has the password and a code.
 *
 * @throws DomainError `wrong_credentials`, `second_factor_wrong`, `rate_limited`; `conflict` without one
 */
export async function removeSecondFactor(ctx: Ctx, { code, ...own }: OwnPassword & { code: string }): Promise<void> {
  const { userId } = own;
  const { email } = await confirmPassword(ctx, own);
  if (!(await needsSecondFactor(ctx, { userId }))) throw new DomainError("conflict");
  await checkSecondFactor(ctx, { userId, code });
  await transact(ctx.db, async (tx) => {
    await tx.secondFactor.deleteMany({ where: { userId } });
    await recordOwnChange(tx, ctx, { userId, what: "second_factor_off" });
    await queueAccountMail(tx, ctx, { to: email, mail: { kind: "second-factor-off" } });
  });
}
