import type { Ctx } from "#context.ts";

import type { DeadLetterGroup } from "./views.ts";

const mostGroups = 100;

/**
 * What is given up on and open, by cause: the same error of the same thing, numbers and ids apart. The largest first; at
 * most a hundred causes.
 */
export async function groupDeadLetters(ctx: Ctx): Promise<DeadLetterGroup[]> {
  const { rows } = await ctx.db.pool.query<DeadLetterGroup>(
    `select kind, name, cause, count, "firstAt", "lastAt", endpoint.url as label from (
       select kind, name, cause, count(*)::int as count, min(created_at) as "firstAt", max(created_at) as "lastAt"
       from dead_letters
       where resolved_at is null and (organization_id = $1 or organization_id is null)
       group by kind, name, cause order by count(*) desc, max(created_at) desc limit ${mostGroups}
     ) letters
     left join callback_endpoints endpoint
       on kind = 'callback' and endpoint.organization_id = $1 and endpoint.id::text = letters.name
     order by count desc, "lastAt" desc`,
    [ctx.organizationId],
  );
  return rows;
}
