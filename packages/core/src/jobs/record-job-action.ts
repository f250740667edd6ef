import type { Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";

/** What somebody did to jobs, or to all of one task. */
export type JobAction =
  | {
      readonly action: "job.retried" | "job.discarded" | "job.cancelled" | "job.run_now";
      readonly jobs: readonly { readonly id: string; readonly payload?: object }[];
    }
  | { readonly action: "task.paused" | "task.resumed"; readonly task: string }
  | {
      readonly action: "dead_letter.retried" | "dead_letter.discarded";
      readonly letter: { readonly id: string; readonly kind: string; readonly name: string; readonly ref: string };
    }
  | { readonly action: "subscriber.retried"; readonly subscriber: string; readonly events: number }
  | {
      readonly action: "job_schedule.created" | "job_schedule.updated" | "job_schedule.deleted";
      readonly schedule: { readonly id: string; readonly name: string };
    };

/** Jobs have numbers, the audit log wants UUIDs: their entries stand under the organization, with the numbers inside. */
export async function recordJobAction(tx: Tx, scope: Scope, entry: JobAction): Promise<void> {
  const { action, ...data } = entry;
  if ("jobs" in data && data.jobs.length === 0) return;
  await recordAudit(tx, scope, { action, subjectType: "organization", subjectId: scope.organizationId, data });
}
