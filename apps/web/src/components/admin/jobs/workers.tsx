"use client";

import Link from "next/link";

import type { WorkerDto } from "@cartwright/api/schemas";

import { Status } from "#components/ui/status.tsx";

import { Bar } from "../parts/bar.tsx";
import { EmptyList } from "../parts/empty-list.tsx";
import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useNow } from "../parts/use-now.ts";
import { durationWords } from "./duration-words.ts";

/** The processes that work the queue, and how much of what they can do at once they do. */
export function Workers({ workers }: { readonly workers: readonly WorkerDto[] }) {
  return (
    <Panel title="Workers" flush>
      {workers.length === 0 ? (
        <EmptyList title="No worker runs">
          Orders are taken all the same; what follows from them waits here. Start one with pnpm start:worker.
        </EmptyList>
      ) : (
        <ul>
          {workers.map((worker) => (
            <Worker key={worker.id} worker={worker} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

const silentMs = 20_000;

function Worker({ worker }: { readonly worker: WorkerDto }) {
  const now = useNow();
  const silent = now - new Date(worker.heartbeatAt).getTime() > silentMs;
  return (
    <li className="figures grid gap-1.5 border-b border-line px-4 py-3 last:border-b-0">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">
          {worker.host} <span className="font-normal text-muted">process {worker.pid}</span>
        </span>
        {silent ? (
          <Status tone="danger" className="text-12">
            <span suppressHydrationWarning>silent</span>
          </Status>
        ) : (
          <span className="text-12 text-muted">
            version {worker.version}, started <RelativeTime instant={worker.startedAt} />
          </span>
        )}
      </p>
      <Load worker={worker} />
      <p className="text-12 text-muted">{worker.roles.join(", ")}</p>
      {worker.jobs.length > 0 && (
        <ul aria-label="Long jobs" className="grid gap-0.5 text-12">
          {worker.jobs.map(({ id, task, startedAt }) => (
            <li key={id} className="flex justify-between gap-3">
              <Link href={`/admin/jobs/${id}`} className="truncate underline decoration-edge underline-offset-4">
                {task} {id}
              </Link>
              <span suppressHydrationWarning className="whitespace-nowrap text-muted">
                for {durationWords(Math.max(0, now - new Date(startedAt).getTime()))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Load({ worker: { running, concurrency } }: { readonly worker: WorkerDto }) {
  if (concurrency === 0) return null;
  const share = Math.min(1, running / concurrency);
  return (
    <p className="flex items-center gap-2 text-12 text-muted">
      <span aria-hidden="true" className="h-1.5 grow overflow-hidden rounded-full bg-line">
        <Bar share={share} className={share === 1 ? "fill-warning" : "fill-accent"} />
      </span>
      {running} of {concurrency} at once
    </p>
  );
}
