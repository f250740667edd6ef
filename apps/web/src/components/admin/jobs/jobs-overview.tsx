"use client";

import { useQuery } from "@tanstack/react-query";

import type { JobsOverviewDto, JobStatisticsDto } from "@cartwright/api/schemas";

import { Skeleton } from "#components/ui/skeleton.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { FailureNotice } from "../parts/failure-notice.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { durationWords } from "./duration-words.ts";
import { JobFigure } from "./job-figure.tsx";
import { jobsAddress } from "./job-filters.ts";
import { JobsHead } from "./jobs-head.tsx";
import { PaceTable } from "./pace-table.tsx";
import { TasksTable } from "./tasks-table.tsx";
import { ThroughputChart } from "./throughput-chart.tsx";
import { useJobsOverview } from "./use-jobs-overview.ts";
import { Workers } from "./workers.tsx";

/** What the workers do, how fast, what waits, and what stands in the way. */
export function JobsOverview() {
  const trpc = useTRPC();
  const overview = useJobsOverview();
  const statistics = useQuery(trpc.admin.jobs.statistics.queryOptions(undefined, { refetchInterval: 10_000 }));
  return (
    <>
      <JobsHead room="overview" />
      <FailureNotice
        error={statistics.error}
        title="The statistics could not be read"
        onRetry={() => void statistics.refetch()}
      />
      {overview.data && statistics.data ? (
        <Board overview={overview.data} statistics={statistics.data} />
      ) : (
        overview.error === null && statistics.error === null && <BoardSkeleton />
      )}
    </>
  );
}

interface BoardProps {
  readonly overview: JobsOverviewDto;
  readonly statistics: JobStatisticsDto;
}

function Board({ overview, statistics }: BoardProps) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <Figures overview={overview} statistics={statistics} />
      <TasksTable tasks={overview.tasks} statistics={statistics.tasks} paused={overview.paused} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <PaceTable hour={statistics.hour} day={statistics.day} />
        <Workers workers={overview.workers} />
      </div>
      {overview.validMs > 0 && (
        <p className="text-12 text-muted">
          The queue is long: it was counted <RelativeTime instant={overview.countedAt} /> and is counted again every{" "}
          {durationWords(overview.validMs)}, so that looking at it does not slow the workers.
        </p>
      )}
    </div>
  );
}

const numbers = new Intl.NumberFormat("en-IE");

function Figures({ overview: { counts, oldestWaitingSeconds, workers }, statistics: { hour, minutes } }: BoardProps) {
  const slots = workers.reduce((sum, { concurrency }) => sum + concurrency, 0);
  const running = workers.reduce((sum, worker) => sum + worker.running, 0);
  const late = oldestWaitingSeconds !== null && oldestWaitingSeconds > 60;
  return (
    <div className="grid grid-cols-2 gap-px overflow-hidden rounded-admin border border-line bg-line lg:grid-cols-[1fr_1fr_1fr_1fr_2fr]">
      <JobFigure
        label="Waiting"
        href={jobsAddress({ state: "waiting" })}
        value={numbers.format(counts.waiting)}
        note={
          oldestWaitingSeconds === null ? "Nothing is late" : `Oldest ${durationWords(oldestWaitingSeconds * 1_000)}`
        }
        tone={late ? "warning" : undefined}
      />
      <JobFigure
        label="Running"
        href={jobsAddress({ state: "active" })}
        value={numbers.format(Math.max(running, counts.active))}
        note={slots > 0 ? `of ${numbers.format(slots)} at once` : "No worker says how many"}
      />
      <JobFigure
        label="Retrying"
        href={jobsAddress({ state: "retrying" })}
        value={numbers.format(counts.retrying)}
        note={`${numbers.format(counts.delayed)} for later`}
      />
      <JobFigure
        label="Given up"
        href={counts.failed > 0 ? jobsAddress({}) : "/admin/jobs/dead-letters"}
        value={numbers.format(counts.failed + counts.deadLetters)}
        note={`${numbers.format(hour.failed)} failed tries in 1 h`}
        tone={counts.failed + counts.deadLetters > 0 ? "danger" : undefined}
      />
      <div className="col-span-2 bg-surface p-4 lg:col-span-1">
        <ThroughputChart minutes={minutes} />
      </div>
    </div>
  );
}

function BoardSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-4">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-32" />
      <Skeleton className="h-72" />
      <div className="grid gap-4 lg:grid-cols-2">
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
      </div>
    </div>
  );
}
