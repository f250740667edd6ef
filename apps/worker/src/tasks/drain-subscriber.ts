import { drainSubscriber } from "@cartwright/core/events/drain-subscriber";
import type { Subscriptions } from "@cartwright/core/events/subscription";

import { defineTask, type TaskDefinition } from "#define-task.ts";

/** Handles events for the subscribers that this process's code holds. */
export function drainSubscriberTask(subscriptions: Subscriptions): TaskDefinition {
  return defineTask("drain-subscriber", ({ services, payload, signal }) =>
    drainSubscriber(services, { ...payload, subscriptions, signal }),
  );
}
