import type { JobRun } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { explainWait, type WaitingJob } from "./explain-wait.ts";
import { findJobCause } from "./find-job-cause.ts";
import { visibleTo } from "./jobs-overview.ts";
import { queueColumns, queueJoins, toQueuedView, visibleJobs, type QueueRow } from "./queue-rows.ts";
import { redactPayload } from "./redact-payload.ts";
import type { JobDetail, JobState, JobView } from "./views.ts";

const mostTries = 100;
const mostLines = 1_000;

type DetailRow = QueueRow & WaitingJob & { payload: unknown; locked_by: string | null; cancelled: boolean };

/**
 * Everything that is known of one job: from the queue while it is there, from the history afterwards.
 *
 * @throws DomainError `not_found` for a job that never was, is another organization's, or is older than history is kept
 */
export async function getJob(ctx: Ctx, { id }: { id: string }): Promise<JobDetail> {
  if (!/^\d{1,18}$/.test(id)) throw new DomainError("not_found");
  const jobId = BigInt(id);
  const { prisma } = ctx.db;
  const [queued, runs, lines, letter] = await Promise.all([
    readQueued(ctx, id),
    prisma.jobRun.findMany({ where: { jobId, ...visibleTo(ctx) }, orderBy: { finishedAt: "desc" }, take: mostTries }),
    prisma.jobLine.findMany({
      where: { jobId, ...visibleTo(ctx) },
      orderBy: [{ at: "desc" }, { n: "desc" }],
      take: mostLines,
    }),
    prisma.deadLetter.findFirst({ where: { kind: "job", ref: id, ...visibleTo(ctx) } }),
  ]);
  const [last] = runs;
  const view = queued ? toQueuedView(queued) : last && toEndedView(last);
  if (view === undefined) throw new DomainError("not_found");
  const payload = queued?.payload ?? last?.payload;
  return {
    ...view,
    payload: redactPayload(payload),
    queue: queued?.queue_name ?? last?.queue ?? null,
    priority: queued?.priority ?? null,
    workerId: queued?.locked_by ?? null,
    cancelling: queued?.cancelled ?? false,
    ended: queued || !last ? null : outcomeOf(last),
    cause: await findJobCause(ctx, { jobId: id, jobKey: view.jobKey, payload }),
    wait: queued ? await explainWait(ctx, queued) : null,
    tries: runs.map(toTry),
    lines: lines.toReversed().map(({ attempt, n, at, line }) => ({ attempt, n, at, line })),
    deadLetter: letter && { id: letter.id, resolvedAt: letter.resolvedAt, resolution: letter.resolution },
  };
}

async function readQueued(ctx: Ctx, id: string): Promise<DetailRow | undefined> {
  const { rows } = await ctx.db.pool.query<DetailRow>(
    `select ${queueColumns}, job.priority, job.payload, job.locked_by, cancelled.job_id is not null as cancelled
     from graphile_worker._private_jobs job ${queueJoins}
     left join job_cancellations cancelled on cancelled.job_id = job.id
     where job.id = $2::bigint and ${visibleJobs(1)}`,
    [ctx.organizationId, id],
  );
  return rows[0];
}

function outcomeOf({ outcome }: JobRun): JobDetail["ended"] {
  if (outcome === "done" || outcome === "dead" || outcome === "cancelled") return outcome;
  // Its last try failed and it is not in the queue: somebody took it out.
  return "removed";
}

function toEndedView(run: JobRun): JobView {
  return {
    id: run.jobId.toString(),
    task: run.task,
    state: (run.outcome === "done" ? "done" : "failed") satisfies JobState,
    attempts: run.attempt,
    maxAttempts: run.maxAttempts,
    runAt: null,
    queuedAt: run.queuedAt,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    lastError: run.error,
    jobKey: run.jobKey,
    requestId: run.requestId,
    progress: run.progressDone === null ? null : { done: run.progressDone, total: run.progressTotal },
  };
}

function toTry(run: JobRun): JobDetail["tries"][number] {
  const { attempt, outcome, error, stack, workerId, dueAt, startedAt, finishedAt } = run;
  return {
    attempt,
    outcome: outcome as JobDetail["tries"][number]["outcome"],
    error,
    stack,
    workerId,
    dueAt,
    startedAt,
    finishedAt,
  };
}
