import { tracked, type TrackedEnvelope } from "@trpc/server";

import type { ApiContext } from "#context.ts";
import { openLive, type LiveWish } from "#live/open-live.ts";
import { liveEventsInput, liveInput, liveOrdersInput, type LiveMessageDto } from "#schemas/live.ts";
import { procedure, router } from "#trpc.ts";

export const liveRouter = router({
  catalog: procedure
    .input(liveInput)
    .subscription(({ ctx, input, signal }) => follow(ctx, { stream: "catalog", ...input }, signal)),
  orderCount: procedure
    .input(liveInput)
    .subscription(({ ctx, input, signal }) => follow(ctx, { stream: "order-count", ...input }, signal)),
  myOrders: procedure
    .input(liveOrdersInput)
    .subscription(({ ctx, input, signal }) => follow(ctx, { stream: "my-orders", ...input }, signal)),
  lowStock: procedure
    .input(liveInput)
    .subscription(({ ctx, input, signal }) => follow(ctx, { stream: "low-stock", ...input }, signal)),
  recentOrders: procedure
    .input(liveInput)
    .subscription(({ ctx, input, signal }) => follow(ctx, { stream: "recent-orders", ...input }, signal)),
  events: procedure
    .input(liveEventsInput)
    .subscription(({ ctx, input, signal }) => follow(ctx, { stream: "events", ...input }, signal)),
});

/** A stream as typed messages. Each carries the number to go on from, also the ones that have none of their own. */
async function* follow(
  ctx: ApiContext,
  wish: LiveWish,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrackedEnvelope<LiveMessageDto>, void> {
  const live = await openLive(ctx, wish);
  signal?.addEventListener("abort", () => live.close(), { once: true });
  let at = wish.lastEventId ?? "0";
  for await (const { id, event, data } of live) {
    if (event === "ping") continue;
    at = id ?? at;
    const parsed: unknown = JSON.parse(data);
    yield tracked(at, { event, data: parsed });
  }
}
