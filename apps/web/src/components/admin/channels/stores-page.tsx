"use client";

import { useQuery } from "@tanstack/react-query";

import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { countWords } from "../parts/count-words.ts";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Panel } from "../parts/panel.tsx";
import { useTitle } from "../parts/use-title.ts";
import { ChannelsHead } from "./channels-head.tsx";
import { RefusedListings } from "./refused-listings.tsx";
import { ShortfallList } from "./shortfall-list.tsx";

/** What channels sell for us: what waits for somebody, and how each store stands. */
export function StoresPage({ cursor }: { readonly cursor: string | undefined }) {
  return (
    <>
      <ChannelsHead room="Stores" />
      <div className="grid grid-cols-1 gap-4">
        <ToSettle cursor={cursor} />
        <RefusedListings />
      </div>
    </>
  );
}

function ToSettle({ cursor }: { readonly cursor: string | undefined }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.channels.shortfalls.queryOptions({ cursor, limit: 25 }, { refetchInterval: 15_000 }),
  );
  const count = data?.items.length ?? 0;
  useTitle(count > 0 ? `${countWords(count, "line")} to settle` : "Channels");
  return (
    <Panel title="To settle" flush>
      <FailureNotice error={error} title="What waits could not be read" onRetry={() => void refetch()} />
      {data ? (
        <>
          {count === 0 ? (
            <EmptyList title="Every order can be delivered">
              When a channel sells more than is there, or something that is not known here, the line waits here until
              you allocate stock, map it, or give it up.
            </EmptyList>
          ) : (
            <ShortfallList shortfalls={data.items} />
          )}
          <CursorPages
            dense
            firstHref={cursor === undefined ? undefined : "/admin/channels"}
            nextHref={
              data.nextCursor === null ? undefined : `/admin/channels?cursor=${encodeURIComponent(data.nextCursor)}`
            }
          />
        </>
      ) : (
        error === null && <ListSkeleton rows={4} />
      )}
    </Panel>
  );
}
