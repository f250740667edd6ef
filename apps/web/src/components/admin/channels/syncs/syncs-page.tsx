"use client";

import { useQuery } from "@tanstack/react-query";

import type { NamedSyncDto } from "@cartwright/api/schemas";

import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { FilterChips } from "../../list/filter-chips.tsx";
import { ListSkeleton } from "../../list/list-skeleton.tsx";
import { EmptyList } from "../../parts/empty-list.tsx";
import { FailureNotice } from "../../parts/failure-notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { useTitle } from "../../parts/use-title.ts";
import { ChannelsHead } from "../channels-head.tsx";
import { SyncRun } from "../shopify/sync-run.tsx";
import { farWords, runTitle } from "./run-title.ts";
import { syncsAddress, syncsInput, type SyncsWanted } from "./syncs-input.ts";

const states = [
  { value: undefined, label: "All" },
  { value: "open", label: "Under way" },
  { value: "failed", label: "Failed" },
] as const;

/** Every run of every sync: Shopify's, those of stores, and those of the organization's own integrations. */
export function SyncsPage({ wanted }: { readonly wanted: SyncsWanted }) {
  const trpc = useTRPC();
  const { state, cursor } = wanted;
  const { data, error, refetch } = useQuery(
    trpc.sync.all.queryOptions(syncsInput(wanted), {
      refetchInterval: (query) => (query.state.data?.items.some(isUnderWay) ? 1_000 : 10_000),
    }),
  );
  const failed = data?.items.filter(({ status }) => status === "failed").length ?? 0;
  useTitle(state === "failed" && failed > 0 ? `${failed} failed syncs` : "Syncs");
  return (
    <>
      <ChannelsHead room="Syncs" />
      <div className="mb-3">
        <FilterChips
          label="State"
          options={states}
          chosen={state}
          hrefFor={(chosen) => syncsAddress({ state: chosen })}
        />
      </div>
      <FailureNotice error={error} title="The syncs could not be read" onRetry={() => void refetch()} />
      {data ? <Runs runs={data.items} state={state} /> : error === null && <ListSkeleton rows={8} />}
      {data && (
        <CursorPages
          dense
          firstHref={cursor === undefined ? undefined : syncsAddress({ state })}
          nextHref={data.nextCursor === null ? undefined : syncsAddress({ state, cursor: data.nextCursor })}
        />
      )}
    </>
  );
}

function isUnderWay({ status }: NamedSyncDto): boolean {
  return status === "running" || status === "pending";
}

function Runs({ runs, state }: { readonly runs: readonly NamedSyncDto[]; readonly state: SyncsWanted["state"] }) {
  if (runs.length === 0) return <NoRuns state={state} />;
  return (
    <Panel title="Syncs" flush>
      <ul className="divide-y divide-line">
        {runs.map((run) => (
          <SyncRun key={run.id} run={run} title={runTitle(run)} far={farWords(run)} />
        ))}
      </ul>
    </Panel>
  );
}

function NoRuns({ state }: { readonly state: SyncsWanted["state"] }) {
  if (state === "failed")
    return <EmptyList title="No sync has failed">Those that could not get to their end are here.</EmptyList>;
  if (state === "open")
    return <EmptyList title="Nothing is being synced">What waits, runs or is paused is here.</EmptyList>;
  return (
    <EmptyList title="Nothing has been synced yet">
      Syncs of Shopify, of stores at marketplaces and of your own integrations are listed here, with what they changed.
    </EmptyList>
  );
}
