"use client";

import { useQuery } from "@tanstack/react-query";

import type { OrderDto } from "@cartwright/api/schemas";

import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { readFailure } from "#lib/api-error.ts";
import { formatMoney } from "#lib/money.ts";
import { useTRPC } from "#lib/trpc.ts";

import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useTitle } from "../parts/use-title.ts";
import { OrderActions } from "./order-actions.tsx";
import { OrderCustomer } from "./order-customer.tsx";
import { OrderLines } from "./order-lines.tsx";
import { OrderMoney } from "./order-money.tsx";
import { OrderShipments } from "./order-shipments.tsx";
import { OrderShortfalls } from "./order-shortfalls.tsx";
import { orderStates } from "./order-states.ts";
import { OrderStatus, PaymentStatus } from "./order-status.tsx";
import { OrderTags } from "./order-tags.tsx";
import { OrderTimeline } from "./order-timeline.tsx";

const back = { href: "/admin/orders", label: "Orders" };

/** One order: what was bought, the money, where it goes, everything that happened, and what can be done now. */
export function OrderPage({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const {
    data: order,
    error,
    refetch,
  } = useQuery(
    trpc.admin.orders.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (travels(state.data) ? 10_000 : 60_000) },
    ),
  );
  useTitle(order ? `${order.number} ${orderStates[order.status].word.toLowerCase()}` : "Order");
  if (order) return <Loaded order={order} />;
  return (
    <>
      <PageHead title="Order" back={back} />
      {error ? <Unread error={error} onRetry={() => void refetch()} /> : <OrderSkeleton />}
    </>
  );
}

/** A parcel is on its way, or its label is: news may come any moment. */
function travels(order: OrderDto | undefined): boolean {
  return order?.shipments.some(({ state }) => state === "created" || state === "shipped") ?? false;
}

function Unread({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  if (readFailure(error).code === "not_found")
    return (
      <EmptyList title="There is no such order">It may belong to another shop, or the address is mistyped.</EmptyList>
    );
  return <FailureNotice error={error} title="The order could not be read" onRetry={onRetry} />;
}

function Loaded({ order }: { readonly order: OrderDto }) {
  return (
    <>
      <PageHead
        title={<span className="figures">{order.number}</span>}
        back={back}
        aside={
          <output className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <OrderStatus status={order.status} />
            <span className="text-muted">
              Payment: <PaymentStatus status={order.paymentStatus} />
            </span>
            <span className="text-muted">
              <RelativeTime instant={order.placedAt} /> · <span className="figures">{formatMoney(order.total)}</span>
            </span>
          </output>
        }
        actions={<OrderActions order={order} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(17rem,2fr)] xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <div className="grid grid-cols-1 gap-4">
          {order.heldAt !== null && order.status !== "cancelled" && (
            <Notice tone="warning" title="This order is on hold and will not leave" className="rounded-admin">
              <p>
                {order.holdReason} · since <RelativeTime instant={order.heldAt} />
              </p>
            </Notice>
          )}
          {order.openShortfalls > 0 && <OrderShortfalls orderId={order.id} />}
          <OrderLines lines={order.lines} />
          <OrderMoney order={order} />
          <OrderShipments order={order} />
        </div>
        <div className="grid grid-cols-1 gap-4">
          <OrderCustomer order={order} />
          <OrderTags order={order} />
          <OrderTimeline entries={order.timeline} />
        </div>
      </div>
    </>
  );
}

function OrderSkeleton() {
  return (
    <div aria-busy="true" className="grid items-start gap-4 lg:grid-cols-[2fr_1fr]">
      <span className="sr-only">Loading</span>
      <div className="grid gap-4">
        <Skeleton className="h-52" />
        <Skeleton className="h-44" />
      </div>
      <Skeleton className="h-80" />
    </div>
  );
}
