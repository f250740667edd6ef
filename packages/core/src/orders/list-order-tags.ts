import type { Ctx } from "#context.ts";

/** The tags that the organization's orders bear, by name; 200 at most. */
export async function listOrderTags(ctx: Ctx): Promise<string[]> {
  // From one tag to the next over the index: as many steps as there are tags, however many orders bear them.
  const rows = await ctx.db.prisma.$queryRaw<{ tag: string }[]>`
    with recursive tags as (
      (select tag from order_tags where organization_id = ${ctx.organizationId}::uuid order by tag limit 1)
      union all
      select (select next.tag from order_tags next
        where next.organization_id = ${ctx.organizationId}::uuid and next.tag > tags.tag order by next.tag limit 1)
      from tags where tags.tag is not null
    )
    select tag from tags where tag is not null limit 200`;
  return rows.map(({ tag }) => tag);
}
