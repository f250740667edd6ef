import { newId } from "@cartwright/db";

import type { Services } from "#context.ts";

export interface BeginSessionInput {
  readonly userId: string;
  /** Where the sign-in comes from. */
  readonly address: string;
  /** What the browser calls itself. */
  readonly userAgent: string;
}

const longestAgent = 300;

/** Writes down a sign-in that was found good. The id goes into the browser's sealed cookie, and nowhere else. */
export async function beginSession(
  { db, now }: Pick<Services, "db" | "now">,
  { userId, address, userAgent }: BeginSessionInput,
): Promise<{ sessionId: string }> {
  const sessionId = newId();
  const at = now();
  await db.prisma.$transaction([
    db.prisma.session.create({
      data: {
        id: sessionId,
        userId,
        address: address.slice(0, 64),
        // Postgres takes no NUL, and half of a pair is no text.
        userAgent: userAgent.slice(0, longestAgent).toWellFormed().replaceAll("\0", ""),
        createdAt: at,
        lastSeenAt: at,
      },
      select: { id: true },
    }),
    db.prisma.user.update({ where: { id: userId }, data: { lastSignInAt: at }, select: { id: true } }),
  ]);
  return { sessionId };
}
