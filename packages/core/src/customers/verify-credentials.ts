import { createHash } from "node:crypto";

import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";
import { giveBackToken, takeToken } from "#limits/take-token.ts";

import { normalizeEmail } from "./normalize-email.ts";
import { verifyPassword } from "./password.ts";

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Where the attempt comes from. */
  readonly address: string;
}

export interface SignedIn {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  /** Whether the person was seen to read that mailbox. */
  readonly emailVerified: boolean;
}

/** Failed sign-ins in a quarter of an hour: for one account from anywhere, and for one address to any account. */
export const signInLimits = { account: 10, address: 50, windowMs: 15 * 60_000 } as const;

/**
 * The user behind e-mail and password. Every try counts against account and address before the password is looked at,
 * so that parallel tries are counted too; one that succeeds is given back.
 *
 * @throws DomainError `wrong_credentials`, the same for an unknown account; `rate_limited` with `retryAfterMs`
 */
export async function verifyCredentials(services: Services, credentials: Credentials): Promise<SignedIn> {
  const email = normalizeEmail(credentials.email);
  const tokens = throttles(email, credentials.address);
  for (const token of tokens) {
    const taken = await takeToken(services, token);
    if (!taken.allowed) throw new DomainError("rate_limited", { retryAfterMs: taken.retryAfterMs });
  }
  const user = await services.db.prisma.user.findUnique({ where: { email } });
  const matches = await verifyPassword(user?.passwordHash ?? null, credentials.password);
  if (!user || !matches) throw new DomainError("wrong_credentials");
  await Promise.all(tokens.map((token) => giveBackToken(services, token)));
  return { userId: user.id, email: user.email, name: user.name, emailVerified: user.emailVerifiedAt !== null };
}

function throttles(email: string, address: string) {
  const { account, windowMs } = signInLimits;
  const hashed = createHash("sha256").update(email).digest("hex");
  return [
    { key: `sign-in:address:${address}`, limit: signInLimits.address, windowMs },
    { key: `sign-in:account:${hashed}`, limit: account, windowMs },
  ];
}
