import { z } from "zod";

import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { verifyPassword } from "#customers/password.ts";
import { isEmailTaken, registerCustomer, type RegisteredCustomer } from "#customers/register-customer.ts";
import { DomainError } from "#errors.ts";
import { takeToken } from "#limits/take-token.ts";
import { unseal } from "#secrets/secret-box.ts";

import { findLink, takeLink, type LinkToUse } from "./account-link.ts";
import { takeOverGuestOrders } from "./take-over-guest-orders.ts";

const wish = z.object({ name: z.string(), passwordHash: z.string() });
/** Wrong passwords for one link in an hour. */
const triesOfLink = { limit: 10, windowMs: 3_600_000 } as const;

/**
 * Makes the account that was asked for. The link alone is not enough, the password that was chosen then is needed too: somebody who
 * registers with another's address would otherwise have that person confirm an account to which the first has the password.
 *
 * @throws DomainError `link_invalid`, also when there is such an account by now; `wrong_credentials`, `rate_limited`
 */
export async function confirmRegistration(
  ctx: Ctx,
  { token, password }: { token: string; password: string },
): Promise<RegisteredCustomer> {
  const use: LinkToUse = { token, kinds: ["register"] };
  const link = await findLink(ctx.db.prisma, ctx, use);
  const taken = await takeToken(ctx, { key: `link:${link.id}`, ...triesOfLink });
  if (!taken.allowed) throw new DomainError("rate_limited", { retryAfterMs: taken.retryAfterMs });
  if (!link.sealedWish) throw new DomainError("link_invalid");
  const { name, passwordHash } = wish.parse(JSON.parse(unseal(ctx.settings.encryptionKey, link.sealedWish)));
  if (!(await verifyPassword(passwordHash, password))) throw new DomainError("wrong_credentials");
  const { email } = link;
  try {
    const account = await transact(ctx.db, async (tx) => {
      await takeLink(tx, ctx, use);
      const made = await registerCustomer(tx, ctx, { email, name, passwordHash });
      await takeOverGuestOrders(tx, ctx, made);
      return made;
    });
    ctx.wakeRelay();
    return account;
  } catch (error) {
    if (isEmailTaken(error)) throw new DomainError("link_invalid", {}, { cause: error });
    throw error;
  }
}
