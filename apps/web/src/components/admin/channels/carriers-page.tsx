"use client";

import { useQuery } from "@tanstack/react-query";

import { Skeleton } from "#components/ui/skeleton.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { FailureNotice } from "../parts/failure-notice.tsx";
import { Panel } from "../parts/panel.tsx";
import { useTitle } from "../parts/use-title.ts";
import { CarrierRow } from "./carrier-row.tsx";
import { ChannelsHead } from "./channels-head.tsx";
import { SenderPanel } from "./sender-panel.tsx";

/** Who carries our parcels: whether they are connected and answer, what of them needs a person, and where parcels leave from. */
export function CarriersPage() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.carriers.list.queryOptions(undefined, { refetchInterval: 10_000 }),
  );
  const lost = data?.items.reduce((sum, { unknownLabels }) => sum + unknownLabels, 0) ?? 0;
  useTitle(lost > 0 ? `${lost} labels not known, carriers` : "Carriers");
  return (
    <>
      <ChannelsHead room="Carriers" />
      <FailureNotice
        error={data ? null : error}
        title="The carriers could not be read"
        onRetry={() => void refetch()}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(17rem,2fr)]">
        <Panel title="Carriers" flush>
          {data ? (
            <ul>
              {data.items.map((carrier) => (
                <CarrierRow key={carrier.name} carrier={carrier} />
              ))}
            </ul>
          ) : (
            <Skeleton className="m-4 h-24" />
          )}
        </Panel>
        {data && <SenderPanel sender={data.sender} />}
      </div>
    </>
  );
}
