import { expireFacts } from "@cartwright/core/facts/expire-facts";

import { defineTask } from "#define-task.ts";

export const expireFactsTask = defineTask("expire-facts", ({ services }) => expireFacts(services));
