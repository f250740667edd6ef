import type { DeadLetterView, JobsOverview, JobView } from "@cartwright/core/jobs/views";

import type { DeadLetterDto, JobDto, JobsOverviewDto } from "#schemas/jobs.ts";

import { presentInstant } from "./present-money.ts";

export function presentJob(view: JobView): JobDto {
  return {
    id: view.id,
    task: view.task,
    state: view.state,
    attempts: view.attempts,
    maxAttempts: view.maxAttempts,
    runAt: presentInstant(view.runAt),
    queuedAt: view.queuedAt.toISOString(),
    startedAt: presentInstant(view.startedAt),
    finishedAt: presentInstant(view.finishedAt),
    lastError: view.lastError,
  };
}

export function presentJobsOverview({ counts, oldestWaitingSeconds, workers }: JobsOverview): JobsOverviewDto {
  return {
    counts: { ...counts },
    oldestWaitingSeconds,
    workers: workers.map(({ startedAt, heartbeatAt, ...worker }) => ({
      ...worker,
      startedAt: startedAt.toISOString(),
      heartbeatAt: heartbeatAt.toISOString(),
    })),
  };
}

export function presentDeadLetter({ createdAt, resolvedAt, ...letter }: DeadLetterView): DeadLetterDto {
  return { ...letter, createdAt: createdAt.toISOString(), resolvedAt: presentInstant(resolvedAt) };
}
