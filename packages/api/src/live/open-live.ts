import { isDeepStrictEqual } from "node:util";

import { DomainError, type Services } from "@cartwright/core";
import type { LiveMessage } from "@cartwright/core/live/live-message";
import { closeLive, openStream, type LiveStream } from "@cartwright/core/live/open-stream";
import type { LiveStreamName, LiveViewer } from "@cartwright/core/live/stream-input";
import { streamsPerUser, takeStreamSlot } from "@cartwright/core/live/take-stream-slot";
import { readOrder } from "@cartwright/core/orders/read-order";
import type { Principal } from "@cartwright/core/organizations/principal";
import { closeCredentialWatch, type Credential, watchCredential } from "@cartwright/core/people/watch-credential";

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
const checkEveryMs = 15 * 60_000;

/**
 * Opens a stream for who asks, showing what they may see. Every quarter of an hour it is looked at again who they are and what
 * they may: a stream that they would not get any more ends before it tells anything else.
 *
 * @throws DomainError `unauthenticated`, `forbidden`, `not_found` for a wrong order token, `stream_limit_reached`, and as
 * `openStream`
 */
export async function openLive(ctx: ApiContext, wish: LiveWish): Promise<LiveStream> {
  const { services, principal } = ctx;
  const viewer = await admitViewer(ctx, wish);
  const { organizationId, user } = principal;
  const slot = user === null ? null : await takeStreamSlot(services, { userId: user.id });
  const live = openOrRelease();
  const credential = credentialOf(principal);
  const stopWatching = credential && watchCredential(services, { ...credential, onEnded: () => live.close() });
  let checkedAt = services.now().getTime();
  return guard(live, {
    onEnd() {
      stopWatching?.();
      slot?.release();
    },
    async mayGoOn() {
      const now = services.now().getTime();
      if (now - checkedAt < checkEveryMs) return true;
      checkedAt = now;
      return seesTheSame(ctx, wish, viewer);
    },
  });

  function openOrRelease(): LiveStream {
    try {
      const { stream, pattern, lastEventId } = wish;
      const limits = { perUser: streamsPerUser, perProcess: mostReaders };
      return openStream(services, { stream, organizationId, viewer, pattern, lastEventId, userKey: user?.id, limits });
    } catch (error) {
      slot?.release();
      throw error;
    }
  }
}

async function admitViewer(ctx: ApiContext, wish: LiveWish): Promise<LiveViewer> {
  const admission = admit(ctx.principal, procedureAccess[liveProcedures[wish.stream]]);
  if ("refused" in admission) throw new DomainError(admission.refused);
  return findViewer(ctx, wish);
}

/** Whether the same request would see the same now. Where that cannot be found out, who reconnects is asked again. */
async function seesTheSame(ctx: ApiContext, wish: LiveWish, viewer: LiveViewer): Promise<boolean> {
  try {
    const principal = (await ctx.identifyAgain?.()) ?? ctx.principal;
    const same =
      principal.organizationId === ctx.principal.organizationId && principal.user?.id === ctx.principal.user?.id;
    return same && isDeepStrictEqual(await admitViewer({ ...ctx, principal }, wish), viewer);
  } catch (error) {
    if (!(error instanceof DomainError)) ctx.services.log.warn({ err: error }, "live_not_checked_again");
    return false;
  }
}

interface Guard {
  /** Called before messages are handed out; the stream ends on false. */
  mayGoOn(): Promise<boolean>;
  /** Called once, however it ends. */
  onEnd(): void;
}

function guard(live: LiveStream, { mayGoOn, onEnd }: Guard): LiveStream {
  let over = false;
  const close = (): void => {
    live.close();
    if (!over) onEnd();
    over = true;
  };
  const take = async (): Promise<readonly LiveMessage[] | null> => {
    try {
      const messages = await live.take();
      if (messages !== null && (await mayGoOn())) return messages;
    } catch (error) {
      close();
      throw error;
    }
    close();
    return null;
  };
  return {
    take,
    close,
    async *[Symbol.asyncIterator]() {
      try {
        for (let batch = await take(); batch !== null; batch = await take()) yield* batch;
      } finally {
        close();
      }
    },
  };
}

/** Ends this process's streams with a farewell as soon as it is told to end. */
export function sayFarewell({ services, shuttingDown }: { services: Services; shuttingDown: AbortSignal }): void {
  if (farewells.has(services.db)) return;
  farewells.add(services.db);
  const close = (): void => {
    Promise.all([closeLive(services, { gracePeriodMs }), closeCredentialWatch(services)]).catch((error: unknown) =>
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

function credentialOf({ actor, user, sessionId }: Principal): Credential | null {
  if (actor.type === "api_key") return { apiKeyId: actor.apiKeyId };
  return user === null || sessionId === undefined ? null : { userId: user.id, sessionId };
}
