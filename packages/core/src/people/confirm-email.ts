import { transact, type AccountLink, type Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { isEmailTaken } from "#customers/register-customer.ts";
import { DomainError } from "#errors.ts";
import { emit } from "#outbox/emit.ts";

import { takeLink, voidLinks } from "./account-link.ts";
import { queueAccountMail } from "./account-mails.ts";
import { recordOwnChange } from "./record-own-change.ts";
import { takeOverGuestOrders } from "./take-over-guest-orders.ts";

/**
 * Takes the proof that somebody reads a mailbox: the one that their account has, or the one that it moves to. The old one is told of a
 * move, and links that were sent to it are void.
 *
 * @throws DomainError `link_invalid`, also when another account took the address meanwhile
 */
export async function confirmEmail(ctx: Ctx, { token }: { token: string }): Promise<{ email: string }> {
  try {
    const { email } = await transact(ctx.db, async (tx) => {
      const link = await takeLink(tx, ctx, { token, kinds: ["verify", "change_email"] });
      if (link.userId === null) throw new DomainError("link_invalid");
      await (link.kind === "verify" ? verify(tx, ctx, link) : move(tx, ctx, { link, userId: link.userId }));
      await takeOverGuestOrders(tx, ctx, { userId: link.userId, email: link.email });
      const what = link.kind === "verify" ? "email_verified" : "email_changed";
      await recordOwnChange(tx, ctx, { userId: link.userId, what });
      return link;
    });
    ctx.wakeRelay();
    return { email };
  } catch (error) {
    if (isEmailTaken(error)) throw new DomainError("link_invalid", {}, { cause: error });
    throw error;
  }
}

async function verify(tx: Tx, { now }: Ctx, { userId, email }: AccountLink): Promise<void> {
  const { count } = await tx.user.updateMany({
    where: { id: userId ?? "", email },
    data: { emailVerifiedAt: now() },
  });
  if (count === 0) throw new DomainError("link_invalid");
}

async function move(tx: Tx, ctx: Ctx, { link, userId }: { link: AccountLink; userId: string }): Promise<void> {
  const { email } = link;
  const [before] = await tx.$queryRaw<{ email: string }[]>`
    select email from users where id = ${userId}::uuid for update`;
  if (!before) throw new DomainError("link_invalid");
  await tx.user.update({ where: { id: userId }, data: { email, emailVerifiedAt: ctx.now() }, select: { id: true } });
  await voidLinks(tx, ctx, { userId, kinds: ["reset", "verify", "change_email"] });
  await queueAccountMail(tx, ctx, { to: before.email, mail: { kind: "email-changed", newEmail: email } });
  const customers = await tx.$queryRaw<{ id: string; organizationId: string }[]>`
    update customers set email = ${email} where user_id = ${userId}::uuid
    returning id, organization_id as "organizationId"`;
  for (const { id: customerId, organizationId } of customers) {
    await emit(
      tx,
      { ...ctx, organizationId },
      { type: "customer.updated", aggregateType: "customer", aggregateId: customerId, data: { customerId, email } },
    );
  }
}
