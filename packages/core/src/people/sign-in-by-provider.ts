import { transact, type Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { normalizeEmail } from "#customers/normalize-email.ts";
import { isEmailTaken, registerCustomer } from "#customers/register-customer.ts";
import { DomainError } from "#errors.ts";

import { queueAccountMail } from "./account-mails.ts";
import { beginSession } from "./begin-session.ts";
import { needsSecondFactor } from "./check-second-factor.ts";
import { recordOwnChange } from "./record-own-change.ts";
import { takeOverGuestOrders } from "./take-over-guest-orders.ts";

/** Somebody for whom another service vouches. */
export interface VouchedFor {
  /** `github`, `google` */
  readonly provider: string;
  /** The person's id there. */
  readonly subject: string;
  /** The address that they were seen to read there; null when there is none. */
  readonly email: string | null;
  readonly name: string;
}

export interface SignInByProvider {
  readonly person: VouchedFor;
  readonly address: string;
  readonly userAgent: string;
}

/**
 * Lets in who is signed in at another service: by their id there or, the first time, by an address that is proven there and here. Who
 * has no account gets one.
 *
 * Accounts are joined by proven addresses alone. One that was never proven may have been made by somebody else, who has its password.
 *
 * @throws DomainError `identity_unverified`; `second_factor_required` for who has one: that takes password and code
 */
export async function signInByProvider(
  ctx: Ctx,
  { person, address, userAgent }: SignInByProvider,
): Promise<{ userId: string; sessionId: string }> {
  const userId = await findOrMake(ctx, person);
  if (await needsSecondFactor(ctx, { userId })) throw new DomainError("second_factor_required");
  const { sessionId } = await beginSession(ctx, { userId, address, userAgent });
  ctx.wakeRelay();
  return { userId, sessionId };
}

// Two first sign-ins at once make one account: the second meets the first's row, and finds it the next time.
async function findOrMake(ctx: Ctx, person: VouchedFor): Promise<string> {
  try {
    return await transact(ctx.db, (tx) => findOrMakeIn(tx, ctx, person));
  } catch (error) {
    if (!isEmailTaken(error)) throw error;
    return transact(ctx.db, (tx) => findOrMakeIn(tx, ctx, person));
  }
}

async function findOrMakeIn(tx: Tx, ctx: Ctx, { provider, subject, email: told, name }: VouchedFor): Promise<string> {
  const known = await tx.userIdentity.findUnique({ where: { provider_subject: { provider, subject } } });
  if (known) return known.userId;
  if (told === null) throw new DomainError("identity_unverified");
  const email = normalizeEmail(told);
  const account = await tx.user.findUnique({ where: { email }, select: { id: true, emailVerifiedAt: true } });
  if (account && account.emailVerifiedAt === null) throw new DomainError("identity_unverified");
  const userId = account?.id ?? (await registerCustomer(tx, ctx, { email, name, passwordHash: null })).userId;
  await tx.userIdentity.create({ data: { provider, subject, userId, createdAt: ctx.now() } });
  await recordOwnChange(tx, ctx, { userId, what: "identity_linked" });
  await takeOverGuestOrders(tx, ctx, { userId, email });
  if (account) {
    await queueAccountMail(tx, ctx, {
      to: email,
      mail: { kind: "identity-linked", provider: nameOfProvider(provider) },
    });
  }
  return userId;
}

function nameOfProvider(provider: string): string {
  return provider === "github" ? "GitHub" : provider.charAt(0).toUpperCase() + provider.slice(1);
}
