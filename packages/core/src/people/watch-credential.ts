import type { Services } from "#context.ts";
import { createListener, type Listener } from "#live/listener.ts";

import { credentialsChannel } from "./credentials-channel.ts";

/** What somebody showed when they opened something that stays open. */
export type Credential = { readonly userId: string; readonly sessionId: string } | { readonly apiKeyId: string };

export type CredentialWatch = Credential & {
  /** Called once, when the session is ended or the key revoked, by whichever process. */
  readonly onEnded: () => void;
};

/**
 * Tells when a session is ended or a key revoked, for what was opened with it and stays open. The answer stops the watching. One
 * connection of this process listens for all; after it was lost all that is watched is asked for.
 */
export function watchCredential(services: Pick<Services, "db" | "log">, watch: CredentialWatch): () => void {
  const watchers = watchersOf(services);
  watchers.all.add(watch);
  void watchers.listener.ready();
  return () => void watchers.all.delete(watch);
}

interface Watchers {
  readonly all: Set<CredentialWatch>;
  readonly listener: Listener;
}

const byDatabase = new WeakMap<Services["db"], Watchers>();

function watchersOf(services: Pick<Services, "db" | "log">): Watchers {
  const { db, log } = services;
  const known = byDatabase.get(db);
  if (known) return known;
  const all = new Set<CredentialWatch>();
  const listener = createListener({
    connection: db.pool.options,
    channel: credentialsChannel,
    log,
    onNews: (ownerId) => {
      const concerned = [...all].filter((watch) => ownerId === undefined || ownerOf(watch) === ownerId);
      closeEnded(services, all, concerned).catch((error: unknown) =>
        log.warn({ err: error }, "ended_credentials_not_closed"),
      );
    },
  });
  const watchers = { all, listener };
  byDatabase.set(db, watchers);
  return watchers;
}

/** Lets go of the connection that listens, if there is one. */
export async function closeCredentialWatch({ db }: Pick<Services, "db">): Promise<void> {
  await byDatabase.get(db)?.listener.close();
  byDatabase.delete(db);
}

async function closeEnded(
  { db }: Pick<Services, "db">,
  all: Set<CredentialWatch>,
  concerned: readonly CredentialWatch[],
): Promise<void> {
  if (concerned.length === 0) return;
  const still = await readStanding(db, concerned);
  for (const watch of concerned) {
    if (!still.has(idOf(watch)) && all.delete(watch)) watch.onEnded();
  }
}

async function readStanding(db: Services["db"], watched: readonly CredentialWatch[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(watched.map(idOf))];
  const [sessions, keys] = await Promise.all([
    db.prisma.session.findMany({ where: { id: { in: ids }, endedAt: null }, select: { id: true } }),
    db.prisma.apiKey.findMany({ where: { id: { in: ids }, revokedAt: null }, select: { id: true } }),
  ]);
  return new Set([...sessions, ...keys].map(({ id }) => id));
}

function ownerOf(credential: Credential): string {
  return "apiKeyId" in credential ? credential.apiKeyId : credential.userId;
}

function idOf(credential: Credential): string {
  return "apiKeyId" in credential ? credential.apiKeyId : credential.sessionId;
}
