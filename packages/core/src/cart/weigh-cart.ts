import type { Ctx } from "#context.ts";

/** What is in a cart weighs this much, in grams; things without a weight of their own count as nothing. */
export async function weighCart({ db, organizationId }: Ctx, { token }: { token: string }): Promise<number> {
  const [sum] = await db.prisma.$queryRaw<{ grams: number }[]>`
    select coalesce(sum(l.quantity * v.weight_grams), 0)::int as grams
    from carts c
    join cart_lines l on l.organization_id = c.organization_id and l.cart_id = c.id
    join variants v on v.organization_id = l.organization_id and v.id = l.variant_id
    where c.organization_id = ${organizationId}::uuid and c.token = ${token}`;
  return sum?.grams ?? 0;
}
