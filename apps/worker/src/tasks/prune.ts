import { prune } from "@cartwright/core/jobs/prune";

import { defineTask } from "#define-task.ts";

export const pruneTask = defineTask("prune", ({ services, signal }) => prune(services, { signal }));
