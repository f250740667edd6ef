import { z } from "zod";

import type { Ctx } from "#context.ts";

import type { TimelineEntry } from "./views.ts";

const most = 500;

/** What happened to an order, oldest first: its rows in the audit log, with the names of the people in them. */
export async function readTimeline(ctx: Ctx, orderId: string): Promise<TimelineEntry[]> {
  const rows = await ctx.db.prisma.auditLog.findMany({
    where: { organizationId: ctx.organizationId, subjectId: orderId },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    take: most,
  });
  const people = rows.flatMap(({ actorId }) =>
    z.uuid().safeParse(actorId).success && actorId !== null ? [actorId] : [],
  );
  const users = await ctx.db.prisma.user.findMany({ where: { id: { in: people } }, select: { id: true, name: true } });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    id: row.id,
    event: row.action,
    at: row.at,
    actor: { type: row.actorType, id: row.actorId, name: names.get(row.actorId ?? "") ?? null },
    data: dataShape.parse(row.data),
  }));
}

const dataShape = z.record(z.string(), z.unknown()).catch({});
