import { runErasure } from "@cartwright/core/privacy/run-erasure";
import { systemContext } from "@cartwright/core/system-context";

import { defineTask } from "#define-task.ts";

export const erasePersonTask = defineTask("erase-person", ({ services, requestId, payload, signal }) => {
  const { organizationId, erasureId } = payload;
  return runErasure(systemContext(services, { organizationId, requestId, name: "privacy" }), { erasureId, signal });
});
