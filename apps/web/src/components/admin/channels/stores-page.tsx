"use client";

import { useQuery } from "@tanstack/react-query";

import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { countWords } from "../parts/count-words.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Panel } from "../parts/panel.tsx";
import { addressOf } from "../parts/search-params.ts";
import { useTitle } from "../parts/use-title.ts";
import { useMay } from "../shell/member.tsx";
import { ChannelsHead } from "./channels-head.tsx";
import { RefusedListings } from "./refused-listings.tsx";
import { ShortfallList } from "./shortfall-list.tsx";
import { StoreList } from "./store-list.tsx";

export const shortfallPageSize = 10;

interface StoresPageProps {
  /** The page of the stores. */
  readonly cursor: string | undefined;
  /** The page of what waits. */
  readonly waiting: string | undefined;
}

/** What channels sell for us: what waits for somebody, and how each store stands. */
export function StoresPage({ cursor, waiting }: StoresPageProps) {
  const seesStores = useMay("stores:read");
  return (
    <>
      <ChannelsHead room="Stores" />
      <div className="grid grid-cols-1 gap-4">
        <ToSettle cursor={waiting} />
        {seesStores && <RefusedListings />}
        {seesStores && <StoreList cursor={cursor} />}
      </div>
    </>
  );
}

/** Lines that a channel sold and that cannot be delivered as it stands; nothing while there are none. */
function ToSettle({ cursor }: { readonly cursor: string | undefined }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.channels.shortfalls.queryOptions({ cursor, limit: shortfallPageSize }, { refetchInterval: 15_000 }),
  );
  const { data: waits } = useQuery(trpc.admin.channels.attention.queryOptions());
  const count = waits?.openShortfalls ?? 0;
  useTitle(count > 0 ? `${countWords(count, "line")} to settle` : "Channels");
  if (!data) {
    return <FailureNotice error={error} title="What waits could not be read" onRetry={() => void refetch()} />;
  }
  if (data.items.length === 0 && cursor === undefined) return null;
  return (
    <Panel title="To settle" flush>
      <ShortfallList shortfalls={data.items} />
      <CursorPages
        dense
        firstHref={cursor === undefined ? undefined : "/admin/channels"}
        nextHref={data.nextCursor === null ? undefined : addressOf("/admin/channels", { waiting: data.nextCursor })}
      />
    </Panel>
  );
}
