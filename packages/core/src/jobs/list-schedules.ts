import type { Ctx } from "#context.ts";

import { codeSchedules } from "./code-schedules.ts";
import { toScheduleView, type ScheduleView } from "./schedule-view.ts";

/**
 * What runs by the clock: the code's own first, then the organization's by name. `cursor` is the name of the last one seen
 * of the organization's; the code's are on the first page.
 */
export async function listSchedules(
  ctx: Ctx,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<{ items: ScheduleView[]; nextCursor: string | null }> {
  const { jobSchedule } = ctx.db.prisma;
  const [code, own] = await Promise.all([
    // One that only an older version knew has a row, and no tick.
    cursor === undefined
      ? jobSchedule.findMany({
          where: { organizationId: null, name: { in: codeSchedulesOf(ctx) } },
          orderBy: { name: "asc" },
        })
      : [],
    jobSchedule.findMany({
      where: { organizationId: ctx.organizationId, ...(cursor !== undefined && { name: { gt: cursor } }) },
      orderBy: { name: "asc" },
      take: limit + 1,
    }),
  ]);
  const page = own.slice(0, limit);
  return {
    items: [...code, ...page].map(toScheduleView),
    nextCursor: own.length > limit ? (page.at(-1)?.name ?? null) : null,
  };
}

function codeSchedulesOf({ jobs }: Ctx): string[] {
  return (jobs?.schedules() ?? codeSchedules).map(({ name }) => name);
}
