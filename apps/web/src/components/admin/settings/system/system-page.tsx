"use client";

import { useQuery } from "@tanstack/react-query";

import type { SystemStatsDto } from "@cartwright/api/schemas";

import { Skeleton } from "#components/ui/skeleton.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { OutsideServices } from "../../overview/outside-services.tsx";
import { Fact, Facts } from "../../parts/facts.tsx";
import { FailureNotice } from "../../parts/failure-notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { useTitle } from "../../parts/use-title.ts";
import { SettingsHead } from "../settings-head.tsx";
import { ProcessCard } from "./process-card.tsx";
import { inMegabytes, inMilliseconds, inTime } from "./unit-words.ts";

/** How the instance stands: its processes one by one and together, what waits for them, and whom they call. */
export function SystemPage() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.system.stats.queryOptions(undefined, { refetchInterval: 5_000 }));
  useTitle("System");
  return (
    <>
      <SettingsHead room="System" />
      {error && <FailureNotice error={error} title="The system could not be read" onRetry={() => void refetch()} />}
      {data ? (
        <div className="grid gap-4">
          <div className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-4">
            <Waiting stats={data} />
            <Together stats={data} />
            <Streams stats={data} />
            <Database stats={data} />
          </div>
          <section aria-labelledby="processes" className="grid gap-3">
            <h2 id="processes" className="text-16 font-semibold">
              Processes
            </h2>
            <ul className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
              {data.processes.map((process) => (
                <ProcessCard key={process.id} process={process} />
              ))}
            </ul>
          </section>
          <OutsideServices />
        </div>
      ) : (
        error === null && <Skeleton className="h-96" />
      )}
    </>
  );
}

interface StatsProps {
  readonly stats: SystemStatsDto;
}

function Waiting({ stats: { jobs, outbox } }: StatsProps) {
  return (
    <Panel title="What waits">
      <Facts>
        <Fact label="Jobs due">{jobs.due}</Fact>
        <Fact label="The oldest, for">{inTime(jobs.oldestDueSeconds)}</Fact>
        <Fact label="Jobs running">{jobs.running}</Fact>
        <Fact label="Jobs for later">{jobs.later}</Fact>
        <Fact label="Events for the relay">{outbox.pending}</Fact>
        <Fact label="Relay behind by">{inTime(outbox.oldestSeconds)}</Fact>
      </Facts>
    </Panel>
  );
}

function Together({ stats: { total, workers } }: StatsProps) {
  return (
    <Panel title="Together">
      <Facts>
        <Fact label="Processes">{total.processes}</Fact>
        <Fact label="Workers alive">{workers}</Fact>
        <Fact label="Memory">{inMegabytes(total.residentBytes)}</Fact>
        <Fact label="Slowest event loop, p99">{inMilliseconds(total.worstEventLoopP99Ms)}</Fact>
      </Facts>
    </Panel>
  );
}

function Streams({ stats: { total } }: StatsProps) {
  const { streams, authenticated, byStream } = total.live;
  return (
    <Panel title="Live streams">
      <Facts>
        <Fact label="Open">{streams}</Fact>
        <Fact label="Signed in">{authenticated}</Fact>
        {Object.entries(byStream).map(([name, count]) => (
          <Fact key={name} label={name}>
            {count}
          </Fact>
        ))}
      </Facts>
    </Panel>
  );
}

function Database({ stats: { database } }: StatsProps) {
  return (
    <Panel title="Postgres">
      <Facts>
        <Fact label="Connections">{database.connections}</Fact>
        <Fact label="Size">{inMegabytes(database.sizeBytes)}</Fact>
      </Facts>
    </Panel>
  );
}
