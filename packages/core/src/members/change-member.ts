import { transact, type Tx } from "@cartwright/db";

import { changeOf } from "#audit/change-of.ts";
import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { endSessionsIn } from "#people/end-sessions.ts";

import { refuseAbove, type Standing, toStanding } from "./rank.ts";

/**
 * Changes what a member may do, from their next request on.
 *
 * @throws DomainError `not_found`; `forbidden` for whoever gives or takes more than they have; `conflict` for the last owner
 */
export async function changeMember(
  ctx: Ctx,
  { memberId, ...wanted }: Standing & { readonly memberId: string },
): Promise<void> {
  const standing = toStanding(wanted);
  refuseAbove(ctx.actor, standing);
  await transact(ctx.db, async (tx) => {
    const member = await lockMember(tx, ctx, { id: memberId });
    refuseAbove(ctx.actor, member);
    if (standing.role !== "owner") refuseLastOwner(member);
    await tx.member.update({ where: { id: memberId }, data: standing, select: { id: true } });
    const subject = { subjectType: "user", subjectId: member.userId } as const;
    await recordAudit(tx, ctx, { ...subject, action: "member.changed", data: changeOf({ ...member }, standing) });
  });
}

/**
 * Takes somebody out of the organization: they are signed out at once, and their streams closed.
 *
 * @throws DomainError `not_found`; `forbidden` for whoever has less than they have; `conflict` for the last owner
 */
export async function removeMember(ctx: Ctx, { memberId }: { memberId: string }): Promise<void> {
  await transact(ctx.db, async (tx) => {
    const member = await lockMember(tx, ctx, { id: memberId });
    refuseAbove(ctx.actor, member);
    await remove(tx, ctx, member, "member.removed");
  });
}

/**
 * Takes oneself out of the organization.
 *
 * @throws DomainError `not_found` for who is no member, `conflict` for the last owner
 */
export async function leaveOrganization(ctx: Ctx, { userId }: { userId: string }): Promise<void> {
  await transact(ctx.db, async (tx) => remove(tx, ctx, await lockMember(tx, ctx, { userId }), "member.left"));
}

interface LockedMember extends Standing {
  readonly id: string;
  readonly userId: string;
  /** How many owners there are, this one included. */
  readonly owners: number;
}

async function remove(tx: Tx, ctx: Ctx, member: LockedMember, action: string): Promise<void> {
  refuseLastOwner(member);
  const { id, userId, role, permissions } = member;
  await tx.member.delete({ where: { id }, select: { id: true } });
  await endSessionsIn(tx, ctx, { userId });
  const data = { memberId: id, role, permissions };
  await recordAudit(tx, ctx, { action, subjectType: "user", subjectId: userId, data });
}

// Whoever changes members takes turns: of two owners who leave at once the second sees that the first has gone.
async function lockMember(
  tx: Tx,
  { organizationId }: Pick<Ctx, "organizationId">,
  which: { readonly id: string } | { readonly userId: string },
): Promise<LockedMember> {
  await tx.$queryRaw`select 1 from organizations where id = ${organizationId}::uuid for no key update`;
  const [member, owners] = [
    await tx.member.findFirst({ where: { organizationId, ...which } }),
    await tx.member.count({ where: { organizationId, role: "owner" } }),
  ];
  if (member === null) throw new DomainError("not_found", which);
  return { ...member, owners };
}

function refuseLastOwner({ role, owners }: LockedMember): void {
  if (role !== "owner" || owners > 1) return;
  const message = "This is the last owner. Make somebody else an owner first.";
  throw new DomainError("conflict", { owners }, { message });
}
