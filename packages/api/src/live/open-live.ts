import { DomainError, type Services } from "@cartwright/core";
import { closeLive, openStream, type LiveStream } from "@cartwright/core/live/open-stream";
import type { LiveStreamName, LiveViewer } from "@cartwright/core/live/stream-input";
import { readOrder } from "@cartwright/core/orders/read-order";
import { closeSessionWatch, watchSession } from "@cartwright/core/people/watch-session";

import { asShopper, toCoreContext, type ApiContext } from "#context.ts";
import { admit, holds, procedureAccess } from "#permissions.ts";

export interface LiveWish {
  readonly stream: LiveStreamName;
  readonly pattern?: string | undefined;
  readonly lastEventId?: string | null | undefined;
  /** A guest follows one order by its token. */
  readonly orderId?: string | undefined;
  readonly accessToken?: string | undefined;
}

/** The procedure that is this stream's typed twin: both have the same access. */
export const liveProcedures = {
  catalog: "live.catalog",
  "my-orders": "live.myOrders",
  "order-count": "live.orderCount",
  "low-stock": "live.lowStock",
  "recent-orders": "live.recentOrders",
  events: "live.events",
} as const satisfies Record<LiveStreamName, string>;

const mostReaders = 10_000;
const perUser = 20;

/**
 * Opens a stream for who asks, showing what they may see.
 *
 * @throws DomainError `unauthenticated`, `forbidden`, `not_found` for a wrong order token, and as `openStream`
 */
export async function openLive(ctx: ApiContext, { stream, ...wish }: LiveWish): Promise<LiveStream> {
  const admission = admit(ctx.principal, procedureAccess[liveProcedures[stream]]);
  if ("refused" in admission) throw new DomainError(admission.refused);
  const { organizationId, user, sessionId } = ctx.principal;
  const live = openStream(ctx.services, {
    stream,
    organizationId,
    viewer: await findViewer(ctx, wish),
    pattern: wish.pattern,
    lastEventId: wish.lastEventId,
    userKey: user?.id,
    limits: { perUser, perProcess: mostReaders },
  });
  return user && sessionId !== undefined ? untilSignedOut(ctx, live, { userId: user.id, sessionId }) : live;
}

/** The same stream, which ends with the session that it was opened with. */
function untilSignedOut(
  { services }: ApiContext,
  live: LiveStream,
  session: { readonly userId: string; readonly sessionId: string },
): LiveStream {
  const stopWatching = watchSession(services, { ...session, onEnded: () => live.close() });
  return {
    async take() {
      const messages = await live.take();
      if (messages === null) stopWatching();
      return messages;
    },
    close() {
      stopWatching();
      live.close();
    },
    async *[Symbol.asyncIterator]() {
      try {
        yield* live;
      } finally {
        stopWatching();
      }
    },
  };
}

/** Ends this process's streams with a farewell as soon as it is told to end. */
export function sayFarewell({ services, shuttingDown }: { services: Services; shuttingDown: AbortSignal }): void {
  if (farewells.has(services.db)) return;
  farewells.add(services.db);
  const close = (): void => {
    Promise.all([closeLive(services, { gracePeriodMs }), closeSessionWatch(services)]).catch((error: unknown) =>
      services.log.error({ err: error }, "live_not_closed"),
    );
  };
  shuttingDown.addEventListener("abort", close, { once: true });
}

const gracePeriodMs = 5_000;
const farewells = new WeakSet<object>();

async function findViewer(ctx: ApiContext, { orderId, accessToken }: Omit<LiveWish, "stream">): Promise<LiveViewer> {
  const { actor } = ctx.principal;
  if (orderId !== undefined && accessToken !== undefined) {
    await readOrder(toCoreContext(ctx, { type: "guest" }), { orderId, accessToken });
    return { kind: "order", orderId };
  }
  if (holds(actor, "live:read")) return { kind: "staff" };
  const shopper = asShopper(ctx.principal);
  return shopper?.type === "customer" ? { kind: "customer", customerId: shopper.customerId } : { kind: "anyone" };
}
