"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";

import type { JobDto } from "@cartwright/api/schemas";

import { buttonClass } from "#components/ui/button-class.ts";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { Checkbox } from "#components/ui/input.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { ListHead, ListTable } from "../list/list-table.tsx";
import { useCalmRows } from "../list/use-calm-rows.ts";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { useMay } from "../shell/member.tsx";
import { JobActions } from "./job-actions.tsx";
import { jobListInput, jobsAddress, type JobFilters } from "./job-filters.ts";
import { JobRow } from "./job-row.tsx";
import { jobStates } from "./job-states.ts";

type StateFilters = JobFilters & { readonly state: JobDto["state"] };

/** Jobs in one state, to be read, retried or discarded, also many at once. */
export function JobsList({ filters }: { readonly filters: StateFilters }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.jobs.list.queryOptions(jobListInput(filters), { refetchInterval: 2000 }),
  );
  if (!data) {
    return error ? (
      <FailureNotice error={error} title="The jobs could not be read" onRetry={() => void refetch()} />
    ) : (
      <ListSkeleton rows={10} />
    );
  }
  return (
    <>
      <Rows key={jobsAddress(filters)} jobs={data.items} filters={filters} />
      <CursorPages
        dense
        firstHref={filters.cursor === undefined ? undefined : jobsAddress({ ...filters, cursor: undefined })}
        nextHref={data.nextCursor === null ? undefined : jobsAddress({ ...filters, cursor: data.nextCursor })}
      />
    </>
  );
}

function Rows({ jobs, filters }: { readonly jobs: readonly JobDto[]; readonly filters: StateFilters }) {
  const { shown, arrived, area } = useCalmRows(jobsAddress(filters), jobs);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const mayWrite = useMay("jobs:write");
  const present = new Set(jobs.map(({ id }) => id));
  // A job that has gone on by itself is no longer there to be picked.
  const selected = [...picked].filter((id) => present.has(id));
  const changeable = mayWrite && ["failed", "retrying", "waiting", "delayed"].includes(filters.state);
  if (shown.length === 0) return <NoJobs filters={filters} />;
  const pick = (ids: readonly string[], on: boolean) => {
    const next = new Set(picked);
    for (const id of ids)
      if (on) next.add(id);
      else next.delete(id);
    setPicked(next);
  };
  const allPicked = selected.length > 0 && shown.every(({ id }) => picked.has(id));
  return (
    <>
      {changeable && <JobActions ids={selected} onDone={() => setPicked(new Set())} />}
      <div {...area}>
        <ListTable label={`${jobStates[filters.state].word} jobs`}>
          <thead>
            <tr>
              {changeable && (
                <ListHead className="w-12">
                  <Checkbox
                    className="block size-4"
                    aria-label="Select all on this page"
                    checked={allPicked}
                    onChange={({ target }) =>
                      pick(
                        shown.map(({ id }) => id),
                        target.checked,
                      )
                    }
                  />
                </ListHead>
              )}
              <ListHead className="w-44 md:w-56">Job</ListHead>
              <ListHead className="hidden w-20 text-right sm:table-cell">Tries</ListHead>
              <ListHead>{filters.state === "done" ? "Ended" : "Last error"}</ListHead>
              <ListHead className="hidden w-40 md:table-cell">When</ListHead>
            </tr>
          </thead>
          <tbody>
            {shown.map((job) => (
              <JobRow
                key={job.id}
                job={job}
                arrived={arrived.has(job.id)}
                {...(changeable ? { picked: picked.has(job.id), onPick: (on: boolean) => pick([job.id], on) } : {})}
              />
            ))}
          </tbody>
        </ListTable>
      </div>
    </>
  );
}

function NoJobs({ filters: { state, task, cursor } }: { readonly filters: StateFilters }) {
  const narrowed = task !== undefined || cursor !== undefined;
  return (
    <EmptyList
      title={state === "failed" ? "No job has failed" : `Nothing is ${jobStates[state].word.toLowerCase()}`}
      action={
        narrowed && (
          <Link href={jobsAddress({ state })} className={buttonClass({ kind: "secondary", size: "small" })}>
            Show all jobs in this state
          </Link>
        )
      }
    >
      {jobStates[state].empty}
    </EmptyList>
  );
}
