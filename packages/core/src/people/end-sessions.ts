import { transact, type Tx } from "@cartwright/db";

import type { Services } from "#context.ts";

import { credentialsChannel } from "./credentials-channel.ts";

export interface SessionsToEnd {
  readonly userId: string;
  /** This one alone. */
  readonly only?: string | undefined;
  /** All but this one. */
  readonly except?: string | undefined;
}

/**
 * Ends a person's sessions: all, one, or all others. The next request of each is a guest's, and the streams that they hold open, in
 * whichever process, are closed once this commits. Answers how many were ended; one that was ended before is none.
 */
export async function endSessionsIn(
  tx: Tx,
  { now }: Pick<Services, "now">,
  { userId, only, except }: SessionsToEnd,
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: {
      userId,
      endedAt: null,
      ...(only !== undefined && { id: only }),
      ...(except !== undefined && { id: { not: except } }),
    },
    data: { endedAt: now() },
  });
  if (count > 0) await tx.$executeRaw`select pg_notify(${credentialsChannel}, ${userId})`;
  return count;
}

/** The same in a transaction of its own. */
export async function endSessions(services: Pick<Services, "db" | "now">, which: SessionsToEnd): Promise<number> {
  return transact(services.db, (tx) => endSessionsIn(tx, services, which));
}
