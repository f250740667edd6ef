import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";
import { giveBackToken, takeToken } from "#limits/take-token.ts";
import { unseal } from "#secrets/secret-box.ts";

import { hashCode, looksLikeRecoveryCode } from "./recovery-codes.ts";
import { totpStep } from "./totp.ts";

export interface SecondStep {
  readonly userId: string;
  /** From the app, or a recovery code. */
  readonly code: string;
}

/** Wrong codes of one person in a quarter of an hour. With 3 of 1,000,000 codes good at a time, a guess succeeds in 20 years. */
export const codeLimit = { limit: 5, windowMs: 15 * 60_000 } as const;

/** Whether signing in as this person takes a code. */
export async function needsSecondFactor(
  { db }: Pick<Services, "db">,
  { userId }: { userId: string },
): Promise<boolean> {
  const factor = await db.prisma.secondFactor.findUnique({ where: { userId }, select: { confirmedAt: true } });
  return Boolean(factor?.confirmedAt);
}

/**
 * Takes a code. Each is good once, from the app and of recovery alike: of many who come with it at once, one gets in. Every try counts
 * before it is looked at, so that parallel ones are counted too; a good one is given back.
 *
 * @throws DomainError `second_factor_wrong`, `rate_limited`
 */
export async function checkSecondFactor(services: Services, step: SecondStep): Promise<void> {
  const token = { key: `second-factor:${step.userId}`, ...codeLimit };
  const taken = await takeToken(services, token);
  if (!taken.allowed) throw new DomainError("rate_limited", { retryAfterMs: taken.retryAfterMs });
  const isGood = looksLikeRecoveryCode(step.code) ? await takeRecovery(services, step) : await takeCode(services, step);
  if (!isGood) throw new DomainError("second_factor_wrong");
  await giveBackToken(services, token);
}

async function takeRecovery({ db, now }: Services, { userId, code }: SecondStep): Promise<boolean> {
  const { count } = await db.prisma.recoveryCode.updateMany({
    where: { userId, hash: hashCode(code), usedAt: null },
    data: { usedAt: now() },
  });
  return count > 0;
}

/** Also for a factor that is yet to be confirmed. */
async function takeCode({ db, now, settings }: Services, { userId, code }: SecondStep): Promise<boolean> {
  const factor = await db.prisma.secondFactor.findUnique({ where: { userId }, select: { sealedSecret: true } });
  if (!factor) return false;
  const secret = unseal(settings.encryptionKey, factor.sealedSecret);
  const step = totpStep({ secret, code: code.replaceAll(/\s/g, ""), now: now() });
  if (step === null) return false;
  const { count } = await db.prisma.secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count > 0;
}
