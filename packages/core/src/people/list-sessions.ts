import type { Services } from "#context.ts";

import { unseenSince } from "./session-life.ts";

export interface SessionView {
  readonly id: string;
  readonly address: string;
  readonly userAgent: string;
  readonly createdAt: Date;
  /** True to the minute. */
  readonly lastSeenAt: Date;
  /** The one that asks. */
  readonly isCurrent: boolean;
}

// Nobody looks through more; who was signed in oftener ends them all.
const mostShown = 50;

/** Where a person is signed in now, the newest first. */
export async function listSessions(
  { db, now }: Pick<Services, "db" | "now">,
  { userId, sessionId }: { userId: string; sessionId?: string | undefined },
): Promise<SessionView[]> {
  const rows = await db.prisma.session.findMany({
    where: { userId, endedAt: null, lastSeenAt: { gt: unseenSince(now()) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: mostShown,
    select: { id: true, address: true, userAgent: true, createdAt: true, lastSeenAt: true },
  });
  return rows.map((row) => ({ ...row, isCurrent: row.id === sessionId }));
}
