import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import { confirmPassword, type OwnPassword } from "./confirm-password.ts";
import { recordOwnChange } from "./record-own-change.ts";

/**
 * Takes another service's word no more. It takes the password, so that nobody locks themselves out: who has none sets one by
 * "Forgot your password?" first. False when there was none.
 *
 * @throws DomainError `wrong_credentials`, `rate_limited`
 */
export async function removeIdentity(
  ctx: Ctx,
  { provider, ...own }: OwnPassword & { provider: string },
): Promise<boolean> {
  const { userId } = own;
  await confirmPassword(ctx, own);
  return transact(ctx.db, async (tx) => {
    const { count } = await tx.userIdentity.deleteMany({ where: { userId, provider } });
    if (count > 0) await recordOwnChange(tx, ctx, { userId, what: "identity_removed" });
    return count > 0;
  });
}
