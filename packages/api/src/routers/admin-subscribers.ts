import { listSubscribers } from "@cartwright/core/events/list-subscribers";
import { retrySubscriber } from "@cartwright/core/events/retry-subscriber";

import { toWire } from "#present/to-wire.ts";
import {
  listSubscribersInput,
  retriedSubscriberDto,
  subscriberInput,
  subscriberPageDto,
} from "#schemas/subscribers.ts";
import { procedure } from "#trpc.ts";

/** Part of `admin.jobs`: who acts on events, and how far behind they are. */
export const subscriberProcedures = {
  subscribers: procedure
    .input(listSubscribersInput)
    .output(subscriberPageDto)
    .query(async ({ ctx, input }) => toWire(await listSubscribers(ctx.core, input))),
  retrySubscriber: procedure
    .input(subscriberInput)
    .output(retriedSubscriberDto)
    .mutation(({ ctx, input }) => retrySubscriber(ctx.core, input)),
};
