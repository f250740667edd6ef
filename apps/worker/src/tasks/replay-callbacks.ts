import { runReplay } from "@cartwright/core/callbacks/run-replay";

import { defineTask } from "#define-task.ts";

export const replayCallbacksTask = defineTask("replay-callbacks", ({ services, payload, signal }) =>
  runReplay(services, payload, { signal }),
);
