import type { Ctx } from "#context.ts";
import { verifyCredentials } from "#customers/verify-credentials.ts";
import { DomainError } from "#errors.ts";

export interface OwnPassword {
  readonly userId: string;
  readonly password: string;
  /** Where the attempt comes from. */
  readonly address: string;
}

/**
 * Makes sure that it is the person themselves who changes how they sign in, and nobody who found the browser open. Wrong tries count
 * as those at the sign-in do.
 *
 * @throws DomainError `wrong_credentials`, `rate_limited`
 */
export async function confirmPassword(
  ctx: Ctx,
  { userId, password, address }: OwnPassword,
): Promise<{ email: string }> {
  const user = await ctx.db.prisma.user.findUnique({ where: { id: userId }, select: { email: true } });
  if (!user) throw new DomainError("wrong_credentials");
  await verifyCredentials(ctx, { email: user.email, password, address });
  return user;
}
