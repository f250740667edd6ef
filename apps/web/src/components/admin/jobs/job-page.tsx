"use client";

import { useQuery } from "@tanstack/react-query";

import type { JobDetailDto } from "@cartwright/api/schemas";

import { Skeleton } from "#components/ui/skeleton.tsx";
import { Status } from "#components/ui/status.tsx";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { Panel } from "../parts/panel.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay } from "../shell/member.tsx";
import { JobFacts } from "./job-facts.tsx";
import { JobLines } from "./job-lines.tsx";
import { JobProgress } from "./job-progress.tsx";
import { jobStates } from "./job-states.ts";
import { JobTries } from "./job-tries.tsx";
import { verbsFor } from "./job-verbs.ts";
import { JobWait } from "./job-wait.tsx";
import { VerbButton } from "./verb-button.tsx";

const back = { href: "/admin/jobs/list", label: "Queue" };
const endedWords = { done: "Done", dead: "Given up", cancelled: "Cancelled", removed: "Taken out" } as const;
const calmMs = 30_000;

/** One job: what it is to do, why it waits, every try with what it said, and what can be done about it. */
export function JobPage({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const {
    data: job,
    error,
    refetch,
  } = useQuery(
    trpc.admin.jobs.get.queryOptions(
      { id },
      { refetchInterval: ({ state: { data } }) => (data && data.ended !== null ? calmMs : 2_000) },
    ),
  );
  useTitle(job ? `${job.task} ${stateWord(job).toLowerCase()}` : "Job");
  if (job) return <Loaded job={job} />;
  return (
    <>
      <PageHead title="Job" back={back} />
      {error ? <Unread error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-96" />}
    </>
  );
}

function stateWord({ ended, state }: JobDetailDto): string {
  return ended === null ? jobStates[state].word : endedWords[ended];
}

function Unread({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  if (readFailure(error).code === "not_found") {
    return (
      <EmptyList title="There is no such job">
        It may belong to another shop, or it ended longer ago than finished jobs are kept.
      </EmptyList>
    );
  }
  return <FailureNotice error={error} title="The job could not be read" onRetry={onRetry} />;
}

function Loaded({ job }: { readonly job: JobDetailDto }) {
  return (
    <>
      <PageHead
        title={job.task}
        back={back}
        aside={
          <output className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <JobState job={job} />
            <span className="figures text-muted">Job {job.id}</span>
            {job.cancelling && <Status tone="warning">Told to stop</Status>}
          </output>
        }
        actions={<Actions job={job} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(17rem,2fr)] xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <div className="grid grid-cols-1 gap-4">
          <JobWait job={job} />
          {job.progress && job.state === "active" && (
            <Panel title="Progress">
              <JobProgress progress={job.progress} />
            </Panel>
          )}
          <JobTries job={job} />
          <JobLines job={job} />
        </div>
        <JobFacts job={job} />
      </div>
    </>
  );
}

function JobState({ job }: { readonly job: JobDetailDto }) {
  const tone = job.ended === null ? jobStates[job.state].tone : job.ended === "done" ? "good" : "danger";
  return <Status tone={tone}>{stateWord(job)}</Status>;
}

function Actions({ job }: { readonly job: JobDetailDto }) {
  const mayWrite = useMay("jobs:write");
  if (!mayWrite || job.ended !== null || job.cancelling) return null;
  return verbsFor(job.state).map((verb) => (
    <VerbButton
      key={verb}
      verb={verb}
      chosen={{ ids: [job.id] }}
      what={`job ${job.id}`}
      size="medium"
      onDone={() => undefined}
    />
  ));
}
