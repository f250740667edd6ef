import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";

/** How a person signs in, as they see it themselves. */
export interface SecurityView {
  readonly email: string;
  readonly emailVerified: boolean;
  /** False for who is let in by other services alone. */
  readonly hasPassword: boolean;
  /** Null without a second step. */
  readonly recoveryCodesLeft: number | null;
  /** Other services with which they sign in: `github`, `google`. */
  readonly identities: readonly string[];
}

/** @throws DomainError `not_found` */
export async function readSecurity(
  { db }: Pick<Services, "db">,
  { userId }: { userId: string },
): Promise<SecurityView> {
  const user = await db.prisma.user.findUnique({
    where: { id: userId },
    select: {
      email: true,
      emailVerifiedAt: true,
      passwordHash: true,
      factor: { select: { confirmedAt: true } },
      identities: { select: { provider: true } },
    },
  });
  if (!user) throw new DomainError("not_found");
  const left = await db.prisma.recoveryCode.count({ where: { userId, usedAt: null } });
  return {
    email: user.email,
    emailVerified: user.emailVerifiedAt !== null,
    hasPassword: user.passwordHash !== null,
    recoveryCodesLeft: user.factor?.confirmedAt ? left : null,
    identities: [...new Set(user.identities.map(({ provider }) => provider))].toSorted(),
  };
}
