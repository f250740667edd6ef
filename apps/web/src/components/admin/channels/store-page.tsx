"use client";

import { useQuery } from "@tanstack/react-query";

import type { StoreDto } from "@cartwright/api/schemas";

import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { EmptyList } from "../parts/empty-list.tsx";
import { Fact, Facts } from "../parts/facts.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useNow } from "../parts/use-now.ts";
import { useTitle } from "../parts/use-title.ts";
import { channelWords } from "./channel-words.ts";
import { ReceiptLog } from "./receipt-log.tsx";
import { StoreActions } from "./store-actions.tsx";
import { StoreState } from "./store-states.tsx";
import { troubleOf } from "./store-trouble.ts";

const back = { href: "/admin/channels", label: "Channels" };

/** One store: how it stands, what came from it, and what it is told. */
export function StorePage({ id, cursor }: { readonly id: string; readonly cursor: string | undefined }) {
  const trpc = useTRPC();
  const {
    data: store,
    error,
    refetch,
  } = useQuery(trpc.admin.stores.get.queryOptions({ id }, { refetchInterval: 5_000 }));
  useTitle(store?.storeName ?? "Store");
  if (!store) {
    return (
      <>
        <PageHead title="Store" back={back} />
        {error ? <Unread error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-80" />}
      </>
    );
  }
  return (
    <>
      <PageHead
        title={store.storeName}
        back={back}
        aside={
          <output className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <StoreState store={store} />
            <span className="text-muted">
              {channelWords(store.marketplace)} · {store.externalStoreId}
            </span>
          </output>
        }
        actions={<StoreActions store={store} />}
      />
      <Trouble store={store} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(17rem,1fr)]">
        <ReceiptLog storeId={id} cursor={cursor} />
        <div className="grid grid-cols-1 gap-4">
          <OrdersPanel store={store} />
          <StockPanel store={store} />
        </div>
      </div>
    </>
  );
}

function Unread({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  if (readFailure(error).code === "not_found")
    return (
      <EmptyList title="There is no such store">It may belong to another shop, or the address is mistyped.</EmptyList>
    );
  return <FailureNotice error={error} title="The store could not be read" onRetry={onRetry} />;
}

function Trouble({ store }: { readonly store: StoreDto }) {
  const trouble = troubleOf(store, useNow());
  if (trouble === null) return null;
  const { tone, title, text, triedAt } = trouble;
  return (
    <Notice tone={tone} title={title} className="mb-4 rounded-admin">
      <p className="break-words">
        {text}
        {triedAt !== null && (
          <>
            {" "}
            Next try <RelativeTime instant={triedAt} />.
          </>
        )}
      </p>
    </Notice>
  );
}

function OrdersPanel({ store }: { readonly store: StoreDto }) {
  return (
    <Panel title="Orders">
      <Facts>
        <Fact label="Imported">
          <span className="figures">{store.importedOrders}</span>
        </Fact>
        <Fact label="Rate limited">
          <span className="figures">{store.rateLimitedCount}</span>
        </Fact>
        <Fact label="Last import">
          <Moment instant={store.lastSyncAt} otherwise="Never" />
        </Fact>
        {store.nextAttemptAt !== null && (
          <Fact label="Next try">
            <RelativeTime instant={store.nextAttemptAt} />
          </Fact>
        )}
        <Fact label="Connected">
          <RelativeTime instant={store.createdAt} />
        </Fact>
      </Facts>
    </Panel>
  );
}

function StockPanel({ store: { id, marketplace } }: { readonly store: StoreDto }) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.admin.channels.stock.queryOptions({ channel: marketplace, storeId: id }, { refetchInterval: 5_000 }),
  );
  return (
    <Panel title="Stock">
      {data ? (
        <>
          <Facts>
            <Fact label="Listings of ours">
              <span className="figures">{data.listings}</span>
            </Fact>
            <Fact label="Waiting to be told">
              <span className="figures">{data.due}</span>
            </Fact>
            <Fact label="Last told">
              <Moment instant={data.lastPushedAt} otherwise="Never" />
            </Fact>
            {data.failures > 0 && data.nextPushAt !== null && (
              <Fact label="Next try">
                <RelativeTime instant={data.nextPushAt} />
              </Fact>
            )}
          </Facts>
          {data.lastError !== null && <p className="mt-3 break-words text-danger">{data.lastError}</p>}
        </>
      ) : (
        <Skeleton className="h-16" />
      )}
    </Panel>
  );
}

function Moment({ instant, otherwise }: { readonly instant: string | null; readonly otherwise: string }) {
  return instant === null ? otherwise : <RelativeTime instant={instant} />;
}
