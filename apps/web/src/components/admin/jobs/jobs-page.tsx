"use client";

import { useQuery } from "@tanstack/react-query";

import type { JobsOverviewDto } from "@cartwright/api/schemas";

import { Status } from "#components/ui/status.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { FilterChips } from "../list/filter-chips.tsx";
import { countWords } from "../parts/count-words.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { useTitle } from "../parts/use-title.ts";
import { DeadLetters } from "./dead-letters.tsx";
import { jobsAddress, type JobFilters } from "./job-filters.ts";
import { jobStates } from "./job-states.ts";
import { JobsList } from "./jobs-list.tsx";
import { Workers } from "./workers.tsx";

/** What the workers do, wait for and could not do. */
export function JobsPage({ filters }: { readonly filters: JobFilters }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.jobs.overview.queryOptions(undefined, { refetchInterval: 2000 }),
  );
  useTitle(data ? pageTitle(data) : "Jobs");
  const { state, task } = filters;
  return (
    <>
      <PageHead title="Jobs" aside={data && <Health overview={data} />} />
      <FailureNotice error={error} title="The queue could not be read" onRetry={() => void refetch()} />
      <div className="mb-3">
        <FilterChips
          label="State"
          options={stateOptions(data)}
          chosen={state}
          hrefFor={(wanted) => jobsAddress({ state: wanted, task })}
        />
      </div>
      {state === "dead" ? <DeadLetters filters={filters} /> : <JobsList filters={{ ...filters, state }} />}
      {data && <Workers workers={data.workers} />}
    </>
  );
}

function pageTitle({ counts: { failed, deadLetters } }: JobsOverviewDto): string {
  if (failed > 0) return countWords(failed, "failed job");
  return deadLetters > 0 ? countWords(deadLetters, "dead letter") : "Jobs";
}

function Health({ overview: { workers, counts, oldestWaitingSeconds } }: { readonly overview: JobsOverviewDto }) {
  const waits =
    oldestWaitingSeconds === null || oldestWaitingSeconds < 5
      ? ""
      : `, oldest waits ${Math.round(oldestWaitingSeconds)} s`;
  return (
    <output className="flex flex-wrap gap-x-4 text-muted">
      {workers.length > 0 ? (
        <Status tone="good">{countWords(workers.length, "worker")} alive</Status>
      ) : (
        <Status tone="danger">No worker runs: start one with pnpm start:worker</Status>
      )}
      <span className="figures">
        {counts.doneLastHour} done in the last hour{waits}
      </span>
    </output>
  );
}

function stateOptions(overview: JobsOverviewDto | undefined) {
  const counts = overview?.counts;
  const states = Object.keys(jobStates) as (keyof typeof jobStates)[];
  return [
    ...states.map((value) => ({
      value: value as JobFilters["state"],
      label: jobStates[value].word,
      count: value === "done" ? undefined : counts?.[value],
    })),
    { value: "dead" as const, label: "Dead letters", count: counts?.deadLetters },
  ];
}
