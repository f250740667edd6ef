"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import type { RuleDto, RuleRunDto } from "@cartwright/api/schemas";

import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { Status } from "#components/ui/status.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { FilterChips } from "../list/filter-chips.tsx";
import { ListSkeleton } from "../list/list-skeleton.tsx";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { addressOf } from "../parts/search-params.ts";
import { outcomeWords, pageOf } from "./outcome-words.ts";
import { RuleFrame } from "./rule-frame.tsx";

interface RuleLogProps {
  readonly id: string;
  readonly acted: boolean;
  readonly cursor: string | undefined;
}

/** A rule in words, and what it made of each event, with the reason. */
export function RuleLog({ id, acted, cursor }: RuleLogProps) {
  return (
    <RuleFrame id={id} room="log">
      {(rule) => (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(17rem,1fr)]">
          <Runs id={id} acted={acted} cursor={cursor} />
          <InWords rule={rule} />
        </div>
      )}
    </RuleFrame>
  );
}

function InWords({ rule: { when, conditions, actions, definition } }: { readonly rule: RuleDto }) {
  return (
    <Panel title="What it says" className="max-lg:order-first">
      <div className="grid gap-3">
        <p>{when}.</p>
        {conditions.length > 0 && (
          <div>
            <p className="text-muted">
              {definition.match === "all" ? "If all of this is true" : "If any of this is true"}
            </p>
            <ul className="list-disc pl-5">
              {conditions.map((condition) => (
                <li key={condition}>{condition}</li>
              ))}
            </ul>
          </div>
        )}
        <div>
          <p className="text-muted">Then</p>
          <ul className="list-disc pl-5">
            {actions.map((action) => (
              <li key={action}>{action}</li>
            ))}
          </ul>
        </div>
        {definition.last && <p className="text-muted">When it acts, rules after it are passed over.</p>}
      </div>
    </Panel>
  );
}

function Runs({ id, acted, cursor }: RuleLogProps) {
  const trpc = useTRPC();
  const path = `/admin/automation/${id}`;
  const { data, error, refetch } = useQuery(
    trpc.admin.automation.runs.queryOptions({ id, acted, cursor, limit: 25 }, { refetchInterval: 5_000 }),
  );
  const hrefFor = (only: string | undefined) => addressOf(path, { acted: only });
  return (
    <div>
      <div className="mb-3">
        <FilterChips
          label="Show"
          options={[
            { value: undefined, label: "Every run" },
            { value: "1", label: "Where it acted" },
          ]}
          chosen={acted ? "1" : undefined}
          hrefFor={hrefFor}
        />
      </div>
      <FailureNotice error={error} title="The log could not be read" onRetry={() => void refetch()} />
      {data ? <RunList runs={data.items} acted={acted} /> : error === null && <ListSkeleton rows={6} />}
      {data && (
        <CursorPages
          dense
          firstHref={cursor === undefined ? undefined : hrefFor(acted ? "1" : undefined)}
          nextHref={
            data.nextCursor === null
              ? undefined
              : addressOf(path, { acted: acted ? "1" : undefined, cursor: data.nextCursor })
          }
        />
      )}
    </div>
  );
}

function RunList({ runs, acted }: { readonly runs: readonly RuleRunDto[]; readonly acted: boolean }) {
  if (runs.length === 0) {
    return (
      <EmptyList title={acted ? "It has not acted yet" : "It was not asked yet"}>
        Every event that it is asked about will be here, with what it did and why, or why not.
      </EmptyList>
    );
  }
  return (
    <ul aria-label="Runs" className="rounded-admin border border-line bg-surface">
      {runs.map((run) => (
        <Run key={run.runId} run={run} />
      ))}
    </ul>
  );
}

function Run({ run: { outcome, reason, effects, event, at, version } }: { readonly run: RuleRunDto }) {
  const { tone, word } = outcomeWords(outcome);
  const page = pageOf(event);
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-b-0 sm:grid-cols-[7.5rem_minmax(0,1fr)_auto]">
      <Status tone={tone}>{word}</Status>
      <div className="min-w-0">
        <p className="[overflow-wrap:anywhere]">{reason}</p>
        {effects.map((effect) => (
          <p key={effect} className="[overflow-wrap:anywhere] text-muted">
            {effect}
          </p>
        ))}
        <p className="mt-0.5 text-12 text-muted">
          {page === undefined ? (
            event.type
          ) : (
            <Link href={page} className="underline decoration-edge underline-offset-4">
              {event.type}
            </Link>
          )}{" "}
          · version {version}
        </p>
      </div>
      <RelativeTime instant={at} className="text-12 text-muted" />
    </li>
  );
}
