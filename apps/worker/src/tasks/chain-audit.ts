import { chainAudit } from "@cartwright/core/audit/chain-audit";

import { defineTask } from "#define-task.ts";

export const chainAuditTask = defineTask("chain-audit", ({ services, signal }) => chainAudit(services, { signal }));
