import { Prisma } from "@cartwright/db";

import type { Services } from "#context.ts";

/** Every pattern that some rule, of whichever organization, waits for: what begins it, and what ends its waiting. */
export const patternsOfRules = Prisma.sql`
  select distinct pattern from rules
  cross join lateral (
    select definition->'when'->>'event' as pattern
    union all
    select jsonb_array_elements_text(definition->'when'->'unless')
  ) named
  where enabled and pattern is not null`;

/** What rules want to be asked about, as of now. A shop without rules costs its events nothing. */
export async function readRulePatterns({ db }: Pick<Services, "db">): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<{ pattern: string }[]>(patternsOfRules);
  return rows.map(({ pattern }) => pattern);
}
