import type { Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";

/** Jobs have numbers, the audit log wants UUIDs: their entries stand under the organization, with the numbers inside. */
export async function recordJobAction(
  tx: Tx,
  scope: Scope,
  { action, jobs }: { action: "job.retried" | "job.discarded"; jobs: readonly { id: string; payload?: object }[] },
): Promise<void> {
  if (jobs.length === 0) return;
  const data = { jobs: jobs.map(({ id, payload }) => ({ id, ...(payload !== undefined && { payload }) })) };
  await recordAudit(tx, scope, { action, subjectType: "organization", subjectId: scope.organizationId, data });
}
