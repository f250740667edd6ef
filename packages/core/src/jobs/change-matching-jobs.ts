import type { Ctx } from "#context.ts";

import { cancelJob } from "./cancel-job.ts";
import { discardJob } from "./discard-job.ts";
import { listJobs } from "./list-jobs.ts";
import type { ChangedJobs } from "./own-jobs.ts";
import type { QueuedState } from "./queue-rows.ts";
import { retryJob } from "./retry-job.ts";
import { runJobNow } from "./run-job-now.ts";

const actions = { retry: retryJob, runNow: runJobNow, cancel: cancelJob, discard: discardJob } as const;

export interface ChangeMatchingJobs {
  readonly action: keyof typeof actions;
  readonly state: QueuedState;
  readonly task?: string | undefined;
  readonly search?: string | undefined;
}

export interface ChangedMatchingJobs extends ChangedJobs {
  /** Whether there may be others that this call did not reach. */
  readonly more: boolean;
}

const mostPages = 10;
const pageSize = 100;

/**
 * Does one thing to all jobs that a list would show, the newest first, up to a thousand in a call. Each hundred is a commit of
 * its own, with its entry in the audit log: what is done stays done when the rest cannot be.
 */
export async function changeMatchingJobs(
  ctx: Ctx,
  { action, ...filter }: ChangeMatchingJobs,
): Promise<ChangedMatchingJobs> {
  const sum = { requested: 0, changed: 0 };
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const { items, nextCursor } = await listJobs(ctx, { ...filter, limit: pageSize, cursor: cursor ?? undefined });
    if (items.length > 0) {
      const { changed } = await actions[action](ctx, { ids: items.map(({ id }) => id) });
      sum.requested += items.length;
      sum.changed += changed;
    }
    cursor = nextCursor;
    if (cursor === null) return { ...sum, more: false };
  }
  return { ...sum, more: true };
}
