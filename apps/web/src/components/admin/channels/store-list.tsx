"use client";

import { useQuery } from "@tanstack/react-query";

import type { StoreDto } from "@cartwright/api/schemas";

import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { ListCell, ListHead, ListRow, ListTable } from "../list/list-table.tsx";
import { RowLink } from "../list/row-link.tsx";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { addressOf } from "../parts/search-params.ts";
import { channelWords } from "./channel-words.ts";
import { StoreState } from "./store-states.tsx";

export const storesPageSize = 25;

/** The stores that sell for us at marketplaces, the newest first. */
export function StoreList({ cursor }: { readonly cursor: string | undefined }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.stores.list.queryOptions({ cursor, limit: storesPageSize }, { refetchInterval: 10_000 }),
  );
  if (!data) {
    return error ? (
      <FailureNotice error={error} title="The stores could not be read" onRetry={() => void refetch()} />
    ) : (
      <ListSkeleton rows={4} />
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyList title="No store is connected">
        A store at Etsy, Amazon or Shopify is registered over the API, with its tokens: POST /api/v1/stores/register.
        Its orders come in from then on.
      </EmptyList>
    );
  }
  return (
    <>
      <ListTable label="Stores">
        <thead>
          <tr>
            <ListHead>Store</ListHead>
            <ListHead className="w-30 md:w-40">State</ListHead>
            <ListHead className="hidden w-24 text-right sm:table-cell">Orders</ListHead>
            <ListHead className="hidden w-32 text-right lg:table-cell">Rate limited</ListHead>
            <ListHead className="hidden w-36 md:table-cell">Last import</ListHead>
          </tr>
        </thead>
        <tbody>
          {data.items.map((store) => (
            <StoreRow key={store.id} store={store} />
          ))}
        </tbody>
      </ListTable>
      <CursorPages
        dense
        firstHref={cursor === undefined ? undefined : "/admin/channels"}
        nextHref={data.nextCursor === null ? undefined : addressOf("/admin/channels", { cursor: data.nextCursor })}
      />
    </>
  );
}

function StoreRow({ store }: { readonly store: StoreDto }) {
  return (
    <ListRow>
      <ListCell title={store.lastError ?? store.externalStoreId}>
        <RowLink href={`/admin/channels/stores/${store.id}`}>{store.storeName}</RowLink>{" "}
        <span className="text-muted">{channelWords(store.marketplace)}</span>
      </ListCell>
      <ListCell>
        <StoreState store={store} />
      </ListCell>
      <ListCell className="figures hidden text-right sm:table-cell">{store.importedOrders}</ListCell>
      <ListCell className="figures hidden text-right lg:table-cell">{store.rateLimitedCount}</ListCell>
      <ListCell className="hidden text-muted md:table-cell">
        {store.lastSyncAt === null ? "Never" : <RelativeTime instant={store.lastSyncAt} className="relative z-1" />}
      </ListCell>
    </ListRow>
  );
}
