import type { SystemStatsDto } from "@cartwright/api/schemas";

import { Fact, Facts } from "../../parts/facts.tsx";
import { RelativeTime } from "../../parts/relative-time.tsx";
import { inMegabytes, inMilliseconds } from "./unit-words.ts";

/** One process as it described itself last. */
export function ProcessCard({ process }: { readonly process: SystemStatsDto["processes"][number] }) {
  const { app, host, pid, startedAt, reportedAt, memory, eventLoop, database, live } = process;
  return (
    <li className="rounded-admin border border-line bg-surface">
      <h3 className="flex min-h-11 items-baseline gap-2 border-b border-line px-4 py-2.5">
        <span className="font-semibold">{app === "web" ? "Web" : "Worker"}</span>
        <span className="min-w-0 truncate text-12 text-muted">
          {host}, process {pid}
        </span>
      </h3>
      <div className="p-4">
        <Facts>
          <Fact label="Started">
            <RelativeTime instant={startedAt} />
          </Fact>
          <Fact label="Heard from">
            <RelativeTime instant={reportedAt} />
          </Fact>
          <Fact label="Memory">
            {inMegabytes(memory.residentBytes)}, heap {inMegabytes(memory.heapBytes)}
          </Fact>
          <Fact label="Event loop late">
            {inMilliseconds(eventLoop.meanMs)}, p99 {inMilliseconds(eventLoop.p99Ms)}
          </Fact>
          <Fact label="Connections to Postgres">
            {database.open}, {database.idle} idle
            {database.waiting > 0 && `, ${database.waiting} wait for one`}
          </Fact>
          {app === "web" && (
            <Fact label="Live streams">
              {live.streams}, {live.authenticated} signed in
            </Fact>
          )}
        </Facts>
      </div>
    </li>
  );
}
