"use client";

import { useQuery } from "@tanstack/react-query";

import type { JobScheduleDto } from "@cartwright/api/schemas";

import { Status } from "#components/ui/status.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { clockWords } from "../../jobs/clock-words.ts";
import { ScheduleActions } from "../../jobs/schedule-actions.tsx";
import { EmptyList } from "../../parts/empty-list.tsx";
import { Panel } from "../../parts/panel.tsx";
import { RelativeTime } from "../../parts/relative-time.tsx";
import { useMay } from "../../shell/member.tsx";

const titles: Readonly<Record<string, string>> = {
  "shopify-products": "Changed products",
  "shopify-orders": "Changed orders",
  "shopify-reconcile": "Everything, compared",
};

/** What is pulled by the clock, and when; for whoever may see jobs. */
export function ShopSchedules() {
  const trpc = useTRPC();
  const mayRead = useMay("jobs:read");
  const { data } = useQuery(
    trpc.admin.jobs.schedules.list.queryOptions({ limit: 100 }, { enabled: mayRead, refetchInterval: 30_000 }),
  );
  if (!mayRead || data === undefined) return null;
  const schedules = data.items.filter(({ job, source }) => job === "sync-shopify" && source === "organization");
  return (
    <Panel title="By the clock" flush>
      {schedules.length === 0 ? (
        <EmptyList title="Nothing is pulled by the clock">
          Schedules of the job sync-shopify, which the jobs area lists, stand here as well.
        </EmptyList>
      ) : (
        <ul className="divide-y divide-line">
          {schedules.map((schedule) => (
            <Schedule key={schedule.id} schedule={schedule} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Schedule({ schedule }: { readonly schedule: JobScheduleDto }) {
  const mayWrite = useMay("jobs:write");
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3">
          <span className="font-medium">{titles[schedule.name] ?? schedule.name}</span>
          {!schedule.enabled && <Status tone="neutral">Off</Status>}
        </p>
        <p className="text-12 text-muted">
          {clockWords(schedule)}
          {schedule.enabled && (
            <>
              , next <RelativeTime instant={schedule.nextRunAt} />
            </>
          )}
        </p>
      </div>
      {mayWrite && <ScheduleActions schedule={schedule} />}
    </li>
  );
}
