"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { SyncJobDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../../list/list-skeleton.tsx";
import { EmptyList } from "../../parts/empty-list.tsx";
import { FailureNotice } from "../../parts/failure-notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { SyncRun } from "./sync-run.tsx";
import { kindWords } from "./sync-words.ts";

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
        <SyncRun key={run.id} run={run} title={titleOf(run)} />
      ))}
    </ul>
  );
}

function titleOf({ type, kind }: SyncJobDto): string {
  return `${type === "full" ? "Full sync" : "Sync"} of ${kind === null ? "items" : kindWords[kind].toLowerCase()}`;
}
