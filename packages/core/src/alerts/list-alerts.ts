import { z } from "zod";

import type { Ctx } from "#context.ts";

/** A message that everybody in the admin was shown. */
export interface AlertView {
  readonly id: string;
  readonly level: "info" | "warning";
  readonly text: string;
  /** Where in the admin to look; null: nowhere in particular. */
  readonly link: string | null;
  readonly at: Date;
}

const payload = z.object({ level: z.enum(["info", "warning"]), text: z.string(), link: z.string().nullable() });

/** The newest alerts, as far as the event log goes back. */
export async function listAlerts(ctx: Ctx, { limit = 20 }: { limit?: number } = {}): Promise<AlertView[]> {
  const rows = await ctx.db.prisma.eventLog.findMany({
    where: { organizationId: ctx.organizationId, type: "alert.raised" },
    orderBy: [{ occurredAt: "desc" }],
    take: limit,
  });
  return rows.flatMap(({ eventId, occurredAt, payload: stored }) => {
    const read = payload.safeParse(stored);
    return read.success ? [{ id: eventId, ...read.data, at: occurredAt }] : [];
  });
}
