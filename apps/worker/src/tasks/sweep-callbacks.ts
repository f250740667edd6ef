import { sweepCallbacks } from "@cartwright/core/callbacks/sweep-callbacks";

import { defineTask } from "#define-task.ts";

export const sweepCallbacksTask = defineTask("sweep-callbacks", ({ services }) => sweepCallbacks(services));
