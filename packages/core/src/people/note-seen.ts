import type { Services } from "#context.ts";

const everyMs = 60_000;

/** Notes that a session is in use, in the background and once a minute at most: a page asks many times. */
export function noteSeen(
  { db, log, now }: Pick<Services, "db" | "log" | "now">,
  { sessionId, seenAt }: { sessionId: string; seenAt: Date },
): void {
  const at = now();
  if (at.getTime() - seenAt.getTime() < everyMs) return;
  db.prisma.session
    // Of many requests at once, one writes.
    .updateMany({ where: { id: sessionId, endedAt: null, lastSeenAt: seenAt }, data: { lastSeenAt: at } })
    .catch((error: unknown) => log.warn({ err: error, sessionId }, "session_use_not_noted"));
}
