import { tracked, type TrackedEnvelope } from "@trpc/server";

import { liveEventsInput, liveInput, type LiveMessageDto } from "#schemas/live.ts";
import { procedure, router } from "#trpc.ts";

import { awaiting } from "./awaiting.ts";

async function* waitFor(): AsyncGenerator<LiveMessageDto | TrackedEnvelope<LiveMessageDto>> {
  yield tracked("0", awaiting());
}

export const liveRouter = router({
  catalog: procedure.input(liveInput).subscription(() => waitFor()),
  orderCount: procedure.input(liveInput).subscription(() => waitFor()),
  myOrders: procedure.input(liveInput).subscription(() => waitFor()),
  lowStock: procedure.input(liveInput).subscription(() => waitFor()),
  recentOrders: procedure.input(liveInput).subscription(() => waitFor()),
  events: procedure.input(liveEventsInput).subscription(() => waitFor()),
});
