"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { SyncJobDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Status } from "#components/ui/status.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { durationWords } from "../../jobs/duration-words.ts";
import { ListSkeleton } from "../../list/list-skeleton.tsx";
import { EmptyList } from "../../parts/empty-list.tsx";
import { FailureNotice } from "../../parts/failure-notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { RelativeTime } from "../../parts/relative-time.tsx";
import { SyncReport } from "./sync-report.tsx";
import { diffWords, kindWords, statusWords } from "./sync-words.ts";

/** The runs of a shop, newest first; each tells what it changed. */
export function SyncHistory({ integrationId }: { readonly integrationId: string }) {
  const trpc = useTRPC();
  const [before, setBefore] = useState<string | undefined>(undefined);
  const { data, error, refetch } = useQuery(
    trpc.sync.list.queryOptions({ integrationId, cursor: before, limit: 10 }, { refetchInterval: 10_000 }),
  );
  return (
    <Panel title="History" flush>
      <FailureNotice error={error} title="The history could not be read" onRetry={() => void refetch()} />
      {data ? <Runs runs={data.items} /> : error === null && <ListSkeleton rows={4} />}
      {data && (before !== undefined || data.nextCursor !== null) && (
        <div className="flex gap-2 border-t border-line px-4 py-2">
          {before !== undefined && (
            <Button kind="quiet" size="small" onClick={() => setBefore(undefined)}>
              Newest
            </Button>
          )}
          {data.nextCursor !== null && (
            <Button kind="quiet" size="small" onClick={() => setBefore(data.nextCursor ?? undefined)}>
              Older
            </Button>
          )}
        </div>
      )}
    </Panel>
  );
}

function Runs({ runs }: { readonly runs: readonly SyncJobDto[] }) {
  if (runs.length === 0) {
    return <EmptyList title="Nothing has been synced yet">Every sync is listed here with what it changed.</EmptyList>;
  }
  return (
    <ul className="divide-y divide-line">
      {runs.map((run) => (
        <Run key={run.id} run={run} />
      ))}
    </ul>
  );
}

function Run({ run }: { readonly run: SyncJobDto }) {
  const [open, setOpen] = useState(false);
  const { word, tone } = statusWords[run.status];
  const title = `${run.type === "full" ? "Full sync" : "Sync"} of ${run.kind === null ? "items" : kindWords[run.kind].toLowerCase()}`;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="grid w-full gap-x-4 gap-y-0.5 px-4 py-2.5 text-left hover:bg-sunken sm:grid-cols-[minmax(0,1fr)_auto]"
      >
        <span className="flex flex-wrap items-center gap-x-3">
          <span className="font-medium">{title}</span>
          <Status tone={tone}>{word}</Status>
        </span>
        <span className="figures text-12 text-muted sm:text-right">
          <RelativeTime instant={run.startedAt ?? run.createdAt} />
          {tookWords(run)}
        </span>
        <span className="text-12 text-muted">{diffWords(run)}</span>
      </button>
      {open && <SyncReport syncJobId={run.id} />}
    </li>
  );
}

function tookWords({ startedAt, completedAt }: SyncJobDto): string {
  if (startedAt === null || completedAt === null) return "";
  return `, took ${durationWords(Date.parse(completedAt) - Date.parse(startedAt))}`;
}
