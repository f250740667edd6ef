import { emitTopic } from "@cartwright/core/outbox/emit-topic";

import { emitEventInput, emittedEventDto } from "#schemas/automation.ts";
import { procedure, router } from "#trpc.ts";

export const eventsRouter = router({
  emit: procedure
    .meta({
      rest: { method: "POST", path: "/events", status: 201, tag: "Automation", summary: "Tell an event of your own" },
    })
    .input(emitEventInput)
    .output(emittedEventDto)
    .mutation(({ ctx, input }) => emitTopic(ctx.core, input)),
});
