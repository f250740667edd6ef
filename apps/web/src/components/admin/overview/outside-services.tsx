"use client";

import { useQuery } from "@tanstack/react-query";

import { Status } from "#components/ui/status.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { groupServices, type ServiceGroup } from "./group-services.ts";

/** Whom we call, and whether they answer: one line a service, those in trouble first. */
export function OutsideServices() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.outsideServices.queryOptions(undefined, { refetchInterval: 5_000 }),
  );
  const groups = data && groupServices(data.items);
  return (
    <Panel title="Outside services" flush>
      {groups === undefined && error ? (
        <FailureNotice error={error} title="The services could not be read" onRetry={() => void refetch()} />
      ) : groups?.length === 0 ? (
        <EmptyList title="Nobody outside is called">
          Stripe, carriers and others that Cartwright calls are listed here once their keys are set.
        </EmptyList>
      ) : (
        <ul className="min-h-12">
          {groups?.map((group) => (
            <Service key={group.service} group={group} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Service({ group }: { readonly group: ServiceGroup }) {
  const { service, failed, calls, underWay, queued } = group;
  return (
    <li className="figures flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0">
      <span className="inline-flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <b className="min-w-24 font-semibold">{service}</b>
        <Circuit group={group} />
      </span>
      <span className="text-muted">
        {underWay} under way{queued > 0 && `, ${queued} waiting`}, {failed} of {calls} calls failed
      </span>
      <Trouble group={group} />
    </li>
  );
}

function Circuit({ group: { circuit, holdingBack, processes } }: { readonly group: ServiceGroup }) {
  if (circuit === "closed") return <Status tone="good">Answers</Status>;
  if (circuit === "half_open") return <Status tone="warning">Being tried</Status>;
  const all = holdingBack === processes;
  return <Status tone="danger">{all ? "Left alone" : `Left alone by ${holdingBack} of ${processes} processes`}</Status>;
}

/** What went wrong last. A service that is left alone is tried again after a minute at most. */
function Trouble({ group: { circuit, lastFailure, lastFailureAt } }: { readonly group: ServiceGroup }) {
  if (lastFailure === null || lastFailureAt === null) return null;
  return (
    <span className="basis-full text-12 break-words text-muted">
      Last failure <RelativeTime instant={lastFailureAt} />: {lastFailure}
      {circuit === "open" && ". It is tried again within a minute."}
    </span>
  );
}
