import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { verifyCredentials } from "#customers/verify-credentials.ts";
import { DomainError } from "#errors.ts";

import { beginSession } from "./begin-session.ts";
import { checkSecondFactor, needsSecondFactor } from "./check-second-factor.ts";
import { takeOverGuestOrders } from "./take-over-guest-orders.ts";

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  /** From the app, or a recovery code; for who has a second step. */
  readonly code: string | null;
  /** Whom to count the attempt against. */
  readonly address: string;
  /** The address as it is, for the list of sessions; default the same. */
  readonly shownAddress?: string;
  readonly userAgent: string;
}

/**
 * Lets a person in. Orders that they placed as a guest since they were here last, with an address that they were seen to read, are
 * theirs from then on.
 *
 * @throws DomainError `wrong_credentials`, the same for an unknown account; `second_factor_required` once the password was right;
 * `second_factor_wrong`; `rate_limited`
 */
export async function signIn(
  ctx: Ctx,
  { email, password, code, address, shownAddress = address, userAgent }: SignInInput,
): Promise<{ userId: string; sessionId: string }> {
  const { userId, emailVerified, ...user } = await verifyCredentials(ctx, { email, password, address });
  if (await needsSecondFactor(ctx, { userId })) {
    if (code === null) throw new DomainError("second_factor_required");
    await checkSecondFactor(ctx, { userId, code });
  }
  const { sessionId } = await beginSession(ctx, { userId, address: shownAddress, userAgent });
  if (emailVerified) await transact(ctx.db, (tx) => takeOverGuestOrders(tx, ctx, { userId, email: user.email }));
  return { userId, sessionId };
}
