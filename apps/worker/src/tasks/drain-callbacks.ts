import { drainCallbacks } from "@cartwright/core/callbacks/drain-callbacks";

import { defineTask } from "#define-task.ts";

export const drainCallbacksTask = defineTask("drain-callbacks", ({ services, callbackSender, payload }) =>
  drainCallbacks(services, payload, callbackSender),
);
