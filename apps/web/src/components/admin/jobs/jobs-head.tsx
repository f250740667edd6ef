"use client";

import type { JobsOverviewDto } from "@cartwright/api/schemas";

import { Status } from "#components/ui/status.tsx";

import { AreaTabs } from "../parts/area-tabs.tsx";
import { countWords } from "../parts/count-words.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { useTitle } from "../parts/use-title.ts";
import { jobsAddress } from "./job-filters.ts";
import { useJobsOverview } from "./use-jobs-overview.ts";

const rooms = {
  overview: { label: "Overview", href: "/admin/jobs" },
  list: { label: "Queue", href: jobsAddress({}) },
  deadLetters: { label: "Dead letters", href: "/admin/jobs/dead-letters" },
  subscribers: { label: "Subscribers", href: "/admin/jobs/subscribers" },
  schedules: { label: "Schedules", href: "/admin/jobs/schedules" },
} as const;

/** The head of every page of the jobs area: how the queue stands, and the way to the others. */
export function JobsHead({ room }: { readonly room: keyof typeof rooms }) {
  const { data, error, refetch } = useJobsOverview();
  useTitle(data ? pageTitle(data) : "Jobs");
  const tabs = Object.values(rooms).map((each) =>
    each === rooms.deadLetters ? { ...each, count: data?.counts.deadLetters, tone: "danger" as const } : each,
  );
  return (
    <>
      <PageHead title="Jobs" aside={data && <Health overview={data} />} />
      <AreaTabs label="Jobs" tabs={tabs} current={rooms[room].href} />
      <FailureNotice error={error} title="The queue could not be read" onRetry={() => void refetch()} />
    </>
  );
}

function pageTitle({ counts: { failed, deadLetters } }: JobsOverviewDto): string {
  if (failed > 0) return countWords(failed, "failed job");
  return deadLetters > 0 ? countWords(deadLetters, "dead letter") : "Jobs";
}

function Health({ overview: { workers, paused } }: { readonly overview: JobsOverviewDto }) {
  return (
    <output className="flex flex-wrap gap-x-4 text-muted">
      {workers.length > 0 ? (
        <Status tone="good">{countWords(workers.length, "worker")} alive</Status>
      ) : (
        <Status tone="danger">No worker runs</Status>
      )}
      {paused.length > 0 && <Status tone="warning">{countWords(paused.length, "task")} paused</Status>}
    </output>
  );
}
