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
import { useRememberList } from "../parts/list-memory.ts";
import { useMay } from "../shell/member.tsx";
import { JobActions } from "./job-actions.tsx";
import { jobListInput, jobsAddress, type JobFilters } from "./job-filters.ts";
import { JobListFilters } from "./job-list-filters.tsx";
import { JobRow } from "./job-row.tsx";
import { jobStates } from "./job-states.ts";
import { verbsFor } from "./job-verbs.ts";
import { JobsHead } from "./jobs-head.tsx";
import type { ChosenJobs } from "./use-job-change.ts";
import { useRefreshMs } from "./use-jobs-overview.ts";

const backTo = "/admin/jobs/list";

/** Jobs in one state, to be read, and to be acted on, also many at once. */
export function JobsList({ filters }: { readonly filters: JobFilters }) {
  const trpc = useTRPC();
  useRememberList(backTo, jobsAddress(filters));
  const refetchInterval = useRefreshMs();
  const { data, error, refetch } = useQuery(
    trpc.admin.jobs.list.queryOptions(jobListInput(filters), { refetchInterval }),
  );
  return (
    <>
      <JobsHead room="list" />
      <JobListFilters filters={filters} />
      {data ? (
        <>
          <Rows key={jobsAddress(filters)} jobs={data.items} filters={filters} further={data.nextCursor !== null} />
          {data.items.length < 50 && data.nextCursor !== null && <LookedThrough count={data.lookedThrough} />}
          <CursorPages
            dense
            firstHref={filters.cursor === undefined ? undefined : jobsAddress({ ...filters, cursor: undefined })}
            nextHref={data.nextCursor === null ? undefined : jobsAddress({ ...filters, cursor: data.nextCursor })}
          />
        </>
      ) : error ? (
        <FailureNotice error={error} title="The jobs could not be read" onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton rows={10} />
      )}
    </>
  );
}

const numbers = new Intl.NumberFormat("en-IE");

function LookedThrough({ count }: { readonly count: number }) {
  return (
    <p className="mt-3 text-center text-muted">
      These are from the newest {numbers.format(count)} jobs in this state. The next page looks further.
    </p>
  );
}

interface RowsProps {
  readonly jobs: readonly JobDto[];
  readonly filters: JobFilters;
  /** Whether there are others after this page. */
  readonly further: boolean;
}

function Rows({ jobs, filters, further }: RowsProps) {
  const { shown, arrived, area } = useCalmRows(jobsAddress(filters), jobs);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const verbs = verbsFor(filters.state);
  const changeable = useMay("jobs:write") && verbs.length > 0;
  if (shown.length === 0) return <NoJobs filters={filters} />;
  const present = new Set(jobs.map(({ id }) => id));
  // A job that has gone on by itself is no longer there to be picked.
  const selected = [...picked].filter((id) => present.has(id));
  const pick = (ids: readonly string[], on: boolean) => {
    const next = new Set(picked);
    for (const id of ids)
      if (on) next.add(id);
      else next.delete(id);
    setPicked(next);
    setAll(false);
  };
  const allPicked = selected.length > 0 && shown.every(({ id }) => picked.has(id));
  return (
    <>
      {changeable && (
        <JobActions
          verbs={verbs}
          ids={selected}
          matching={allPicked && further ? matchingOf(filters) : null}
          all={all && allPicked}
          onAll={setAll}
          onDone={() => pick([...picked], false)}
        />
      )}
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
              <ListHead className="hidden w-24 sm:table-cell">Number</ListHead>
              <ListHead className="sm:w-44 md:w-56">Task</ListHead>
              <ListHead className="hidden w-24 text-right md:table-cell">Tries</ListHead>
              <ListHead className="hidden sm:table-cell">{jobStates[filters.state].telling}</ListHead>
              <ListHead className="w-24 text-right md:w-36 md:text-left">{jobStates[filters.state].when}</ListHead>
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

function matchingOf({ state, task, search }: JobFilters): ChosenJobs | null {
  return state === "done" ? null : { matching: { state, task, search } };
}

function NoJobs({ filters: { state, task, search, cursor } }: { readonly filters: JobFilters }) {
  const narrowed = [task, search, cursor].some((filter) => filter !== undefined);
  const isNumber = search !== undefined && /^\d{1,18}$/.test(search);
  return (
    <EmptyList
      title={narrowed ? "No job fits" : jobStates[state].none}
      action={
        narrowed && (
          <span className="flex flex-wrap justify-center gap-2">
            {isNumber && (
              <Link href={`/admin/jobs/${search}`} className={buttonClass({ kind: "secondary", size: "small" })}>
                Open job {search}
              </Link>
            )}
            <Link href={jobsAddress({ state })} className={buttonClass({ kind: "secondary", size: "small" })}>
              Show all jobs in this state
            </Link>
          </span>
        )
      }
    >
      {narrowed ? "Nothing in this state has this task and this search together." : jobStates[state].empty}
    </EmptyList>
  );
}
