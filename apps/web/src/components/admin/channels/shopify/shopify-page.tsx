"use client";

import { useQuery } from "@tanstack/react-query";

import type { IntegrationDto } from "@cartwright/api/schemas";

import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../../list/list-skeleton.tsx";
import { AreaTabs } from "../../parts/area-tabs.tsx";
import { FailureNotice } from "../../parts/failure-notice.tsx";
import { addressOf } from "../../parts/search-params.ts";
import { useTitle } from "../../parts/use-title.ts";
import { ChannelsHead } from "../channels-head.tsx";
import { ConnectShop } from "./connect-shop.tsx";
import { ConnectionPanel } from "./connection-panel.tsx";
import { FailedItems } from "./failed-items.tsx";
import { ShopSchedules } from "./shop-schedules.tsx";
import { SyncHistory } from "./sync-history.tsx";
import { SyncPanel } from "./sync-panel.tsx";

const path = "/admin/channels/shopify";

/** Connected Shopify shops: what of theirs is here, what is being pulled, and what went wrong. */
export function ShopifyPage({ shop }: { readonly shop: string | undefined }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.shopify.integrations.queryOptions({ limit: 25 }, { refetchInterval: 15_000 }),
  );
  const shops = data?.items ?? [];
  const shown = shops.find(({ id }) => id === shop) ?? shops.find(({ state }) => state === "active") ?? shops[0];
  useTitle(shown ? `${shown.shopName ?? shown.shopDomain} at Shopify` : "Shopify");
  return (
    <>
      <ChannelsHead room="Shopify" />
      <FailureNotice error={error} title="The connected shops could not be read" onRetry={() => void refetch()} />
      {data === undefined && error === null && <ListSkeleton rows={4} />}
      {shops.length > 1 && (
        <AreaTabs
          label="Shops"
          tabs={shops.map(({ id, shopDomain }) => ({ href: addressOf(path, { shop: id }), label: shopDomain }))}
          current={addressOf(path, { shop: shown?.id })}
        />
      )}
      <div className="grid grid-cols-1 gap-4">
        {shown && <Shop integration={shown} />}
        {data && !shops.some(({ state }) => state === "active") && <ConnectShop />}
      </div>
    </>
  );
}

function Shop({ integration }: { readonly integration: IntegrationDto }) {
  const { id, state } = integration;
  if (state !== "active") return <ConnectionPanel integration={integration} />;
  return (
    <>
      <div className="grid items-start gap-4 lg:grid-cols-3">
        <SyncPanel kind="products" integrationId={id} />
        <SyncPanel kind="orders" integrationId={id} />
        <ConnectionPanel integration={integration} />
      </div>
      <FailedItems kind="products" integrationId={id} />
      <FailedItems kind="orders" integrationId={id} />
      <div className="grid items-start gap-4 lg:grid-cols-[2fr_1fr]">
        <SyncHistory integrationId={id} />
        <ShopSchedules />
      </div>
    </>
  );
}
