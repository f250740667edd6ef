"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";

import type { JobScheduleDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { Status } from "#components/ui/status.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { addressOf } from "../parts/search-params.ts";
import { useMay } from "../shell/member.tsx";
import { clockWords } from "./clock-words.ts";
import { JobsHead } from "./jobs-head.tsx";
import { ScheduleActions } from "./schedule-actions.tsx";
import { ScheduleDialog } from "./schedule-dialog.tsx";

/** What runs by the clock: the code's own, and the organization's. */
export function Schedules({ cursor }: { readonly cursor: string | undefined }) {
  const trpc = useTRPC();
  const mayWrite = useMay("jobs:write");
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery(
    trpc.admin.jobs.schedules.list.queryOptions({ cursor, limit: 50 }, { refetchInterval: 10_000 }),
  );
  return (
    <>
      <JobsHead room="schedules" />
      {mayWrite && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-[60ch] text-muted">
            Each tick runs once, however many workers there are. Those that are part of the code change with a release.
          </p>
          <Button size="medium" onClick={() => setAdding(true)}>
            Add schedule
          </Button>
        </div>
      )}
      <FailureNotice error={error} title="The schedules could not be read" onRetry={() => void refetch()} />
      {data ? <List schedules={data.items} /> : error === null && <ListSkeleton rows={6} />}
      {data && (
        <CursorPages
          dense
          firstHref={cursor === undefined ? undefined : "/admin/jobs/schedules"}
          nextHref={
            data.nextCursor === null ? undefined : addressOf("/admin/jobs/schedules", { cursor: data.nextCursor })
          }
        />
      )}
      {adding && <ScheduleDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function List({ schedules }: { readonly schedules: readonly JobScheduleDto[] }) {
  if (schedules.length === 0) {
    return (
      <EmptyList title="Nothing runs by the clock yet">
        The code’s own schedules are listed here once a worker has started; yours when you add them.
      </EmptyList>
    );
  }
  return (
    <ul aria-label="Schedules" className="rounded-admin border border-line bg-surface">
      {schedules.map((schedule) => (
        <Schedule key={schedule.id} schedule={schedule} />
      ))}
    </ul>
  );
}

function Schedule({ schedule }: { readonly schedule: JobScheduleDto }) {
  const mayWrite = useMay("jobs:write");
  const own = schedule.source === "organization";
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-3">
          <span className="font-medium [overflow-wrap:anywhere]">{schedule.name}</span>
          {!schedule.enabled && <Status tone="neutral">Off</Status>}
          {!own && <span className="text-12 text-muted">part of the code</span>}
        </p>
        <p className="text-muted">
          {schedule.job === schedule.name ? "" : `${schedule.job}, `}
          {clockWords(schedule)}
          {schedule.catchUp ? ", missed ticks are made up for by one run" : ""}
        </p>
      </div>
      <dl className="figures grid grid-cols-[auto_1fr] gap-x-3 text-muted sm:w-52">
        <dt>Next</dt>
        <dd className="text-ink">{schedule.enabled ? <RelativeTime instant={schedule.nextRunAt} /> : "–"}</dd>
        <dt>Last</dt>
        <dd>
          <LastRun schedule={schedule} />
        </dd>
      </dl>
      {mayWrite && <div className="lg:w-68">{own && <ScheduleActions schedule={schedule} />}</div>}
    </li>
  );
}

function LastRun({ schedule: { lastRunAt, lastJobId } }: { readonly schedule: JobScheduleDto }) {
  if (lastRunAt === null) return "Not yet";
  if (lastJobId === null) return <RelativeTime instant={lastRunAt} />;
  return (
    <Link href={`/admin/jobs/${lastJobId}`} className="underline decoration-edge underline-offset-4">
      <RelativeTime instant={lastRunAt} />
    </Link>
  );
}
