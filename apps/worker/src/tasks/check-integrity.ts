import { checkIntegrity } from "@cartwright/core/jobs/check-integrity";

import { defineTask } from "#define-task.ts";

export const checkIntegrityTask = defineTask("check-integrity", ({ services }) => checkIntegrity(services));
