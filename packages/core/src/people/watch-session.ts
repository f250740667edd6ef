import type { Services } from "#context.ts";
import { createListener, type Listener } from "#live/listener.ts";

import { sessionsChannel } from "./sessions-channel.ts";

export interface SessionWatch {
  readonly userId: string;
  readonly sessionId: string;
  /** Called once, when the session is ended by whichever process. */
  readonly onEnded: () => void;
}

/**
 * Tells when a session is ended, for what was opened with it and stays open. The answer stops the watching. One connection of this
 * process listens for all; after it was lost every watched session is asked for.
 */
export function watchSession(services: Pick<Services, "db" | "log">, watch: SessionWatch): () => void {
  const watchers = watchersOf(services);
  watchers.all.add(watch);
  void watchers.listener.ready();
  return () => void watchers.all.delete(watch);
}

interface Watchers {
  readonly all: Set<SessionWatch>;
  readonly listener: Listener;
}

const byDatabase = new WeakMap<Services["db"], Watchers>();

function watchersOf(services: Pick<Services, "db" | "log">): Watchers {
  const { db, log } = services;
  const known = byDatabase.get(db);
  if (known) return known;
  const all = new Set<SessionWatch>();
  const listener = createListener({
    connection: db.pool.options,
    channel: sessionsChannel,
    log,
    onNews: (userId) => {
      const concerned = [...all].filter((watch) => userId === undefined || watch.userId === userId);
      closeEnded(services, all, concerned).catch((error: unknown) =>
        log.warn({ err: error }, "ended_sessions_not_closed"),
      );
    },
  });
  const watchers = { all, listener };
  byDatabase.set(db, watchers);
  return watchers;
}

/** Lets go of the connection that listens, if there is one. */
export async function closeSessionWatch({ db }: Pick<Services, "db">): Promise<void> {
  await byDatabase.get(db)?.listener.close();
  byDatabase.delete(db);
}

async function closeEnded(
  { db }: Pick<Services, "db">,
  all: Set<SessionWatch>,
  concerned: readonly SessionWatch[],
): Promise<void> {
  if (concerned.length === 0) return;
  const ids = [...new Set(concerned.map(({ sessionId }) => sessionId))];
  const standing = await db.prisma.session.findMany({
    where: { id: { in: ids }, endedAt: null },
    select: { id: true },
  });
  const still = new Set(standing.map(({ id }) => id));
  for (const watch of concerned) {
    if (!still.has(watch.sessionId) && all.delete(watch)) watch.onEnded();
  }
}
