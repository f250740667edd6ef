"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

import type { EndpointDto } from "@cartwright/api/schemas";

import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { countWords } from "../parts/count-words.ts";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useTitle } from "../parts/use-title.ts";
import { CallbackActions } from "./callback-actions.tsx";
import { EndpointState } from "./callbacks-list.tsx";
import { DeliveryDrawer } from "./delivery-drawer.tsx";
import { deliveryAddress, type DeliveryFilters } from "./delivery-filters.ts";
import { DeliveryLog } from "./delivery-log.tsx";
import { EndpointNotices } from "./endpoint-notices.tsx";
import { FailureGroups } from "./failure-groups.tsx";
import { RunningReplays } from "./running-replays.tsx";

const back = { href: "/admin/callbacks", label: "Callbacks" };

interface CallbackPageProps {
  readonly id: string;
  readonly filters: DeliveryFilters;
}

/** One callback: whether it works, and everything that was sent to it. */
export function CallbackPage({ id, filters }: CallbackPageProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const {
    data: endpoint,
    error,
    refetch,
  } = useQuery(trpc.admin.callbacks.get.queryOptions({ id }, { refetchInterval: 10_000 }));
  const isGone = error !== null && readFailure(error).code === "not_found";
  useTitle(endpoint ? `${endpoint.event} callback` : "Callback");
  return (
    <>
      <PageHead
        title={endpoint?.event ?? "Callback"}
        back={back}
        aside={endpoint && <EndpointState endpoint={endpoint} />}
        actions={endpoint && <CallbackActions endpoint={endpoint} />}
      />
      <FailureNotice
        error={isGone ? null : error}
        title="The callback could not be read"
        onRetry={() => void refetch()}
      />
      {endpoint ? (
        <>
          <About endpoint={endpoint} />
          <EndpointNotices endpoint={endpoint} />
          <RunningReplays endpointId={id} />
          <FailureGroups endpointId={id} />
          <DeliveryLog endpoint={endpoint} filters={filters} />
          {filters.delivery !== undefined && (
            <DeliveryDrawer
              id={filters.delivery}
              onClose={() =>
                router.replace(deliveryAddress(id, { ...filters, delivery: undefined }), { scroll: false })
              }
            />
          )}
        </>
      ) : isGone ? (
        <EmptyList title="There is no such callback">It was deleted, or the address is mistyped.</EmptyList>
      ) : (
        error === null && <ListSkeleton rows={8} />
      )}
    </>
  );
}

function About({ endpoint }: { readonly endpoint: EndpointDto }) {
  const { targetUrl, createdAt, ordered, maxInFlight, ratePerSecond, retrySchedule } = endpoint;
  return (
    <div className="-mt-2 mb-4 text-muted">
      <p className="break-all">
        {targetUrl} · registered <RelativeTime instant={createdAt} />
      </p>
      <p>
        {ordered ? "One at a time, in order" : `${countWords(maxInFlight, "call")} at once`}
        {ratePerSecond !== null && `, ${ratePerSecond} a second`} ·{" "}
        {countWords(retrySchedule.length + 1, "try", "tries")}
      </p>
    </div>
  );
}
