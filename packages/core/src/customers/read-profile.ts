import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

export interface ProfileView {
  readonly name: string;
  /** E.164: `+358401234567` */
  readonly phone: string | null;
}

/**
 * What a shopper has told of themselves.
 *
 * @throws DomainError `not_found`
 */
export async function readProfile(ctx: Ctx, { customerId }: { customerId: string }): Promise<ProfileView> {
  const customer = await ctx.db.prisma.customer.findUnique({
    where: { organizationId_id: { organizationId: ctx.organizationId, id: customerId } },
    select: { name: true, phone: true },
  });
  if (!customer) throw new DomainError("not_found", { customer: customerId });
  return { name: customer.name ?? "", phone: customer.phone };
}
