import { drainCallbacks } from "@cartwright/core/callbacks/drain-callbacks";

import { defineTask } from "#define-task.ts";

export const drainCallbacksTask = defineTask("drain-callbacks", ({ services, callbackAgent, payload, signal }) =>
  drainCallbacks(services, payload, { agent: callbackAgent, signal }),
);
