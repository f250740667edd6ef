"use client";

import Link from "next/link";

import type { JobsOverviewDto } from "@cartwright/api/schemas";

import { cn } from "#components/ui/class-names.ts";
import { Status } from "#components/ui/status.tsx";

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
  return (
    <>
      <PageHead title="Jobs" aside={data && <Health overview={data} />} />
      <nav aria-label="Jobs" className="mb-4 overflow-x-auto border-b border-line max-sm:-mx-4 max-sm:px-4">
        <ul className="flex sm:gap-1">
          {(Object.keys(rooms) as (keyof typeof rooms)[]).map((name) => (
            <li key={name}>
              <Link
                href={rooms[name].href}
                aria-current={name === room ? "page" : undefined}
                className={cn(
                  "inline-flex min-h-9 items-center gap-1.5 border-b-2 border-transparent px-2 whitespace-nowrap text-muted sm:px-3 hover:text-ink pointer-coarse:min-h-11",
                  name === room && "border-accent font-medium text-ink",
                )}
              >
                {rooms[name].label}
                {name === "deadLetters" && <Count count={data?.counts.deadLetters ?? 0} />}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <FailureNotice error={error} title="The queue could not be read" onRetry={() => void refetch()} />
    </>
  );
}

function Count({ count }: { readonly count: number }) {
  return count > 0 && <span className="figures rounded-full bg-danger-soft px-1.5 text-12 text-danger">{count}</span>;
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
