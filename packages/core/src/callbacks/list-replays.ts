import type { Ctx } from "#context.ts";

import { toReplayView } from "./start-replay.ts";
import type { ReplayView } from "./views.ts";

const mostShown = 10;

/** The newest replays in bulk of an endpoint, at most ten. */
export async function listReplays(ctx: Ctx, { endpointId }: { endpointId: string }): Promise<ReplayView[]> {
  const rows = await ctx.db.prisma.callbackReplay.findMany({
    where: { organizationId: ctx.organizationId, endpointId },
    orderBy: { createdAt: "desc" },
    take: mostShown,
  });
  return rows.map(toReplayView);
}
