"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import type { OrderSummaryDto } from "@cartwright/api/schemas";

import { buttonClass } from "#components/ui/button-class.ts";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { Status } from "#components/ui/status.tsx";
import { formatMoney } from "#lib/money.ts";
import { useTRPC } from "#lib/trpc.ts";

import { FilterChips } from "../list/filter-chips.tsx";
import { ListSkeleton } from "../list/list-skeleton.tsx";
import { ListCell, ListHead, ListRow, ListTable } from "../list/list-table.tsx";
import { RowLink } from "../list/row-link.tsx";
import { SearchBox } from "../list/search-box.tsx";
import { useCalmRows } from "../list/use-calm-rows.ts";
import { WaitingRows } from "../list/waiting-rows.tsx";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { useRememberList } from "../parts/list-memory.ts";
import { PageHead } from "../parts/page-head.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useTitle } from "../parts/use-title.ts";
import { orderPageSize, ordersAddress, type OrderFilters } from "./order-filters.ts";
import { orderStates, paymentStates } from "./order-states.ts";
import { OrderStatus, PaymentStatus } from "./order-status.tsx";
import { TagChips } from "./tag-chips.tsx";

/** Every order, the newest first. New ones come in by themselves. */
export function OrdersList({ filters }: { readonly filters: OrderFilters }) {
  const trpc = useTRPC();
  const address = ordersAddress(filters);
  useRememberList("/admin/orders", address);
  const { data, error, refetch } = useQuery(
    trpc.admin.orders.list.queryOptions({ ...filters, limit: orderPageSize }, { refetchInterval: 60_000 }),
  );
  useTitle(listTitle(filters));
  return (
    <>
      <PageHead title="Orders" />
      <Filters filters={filters} />
      <FailureNotice error={error} title="The orders could not be read" onRetry={() => void refetch()} />
      {data ? (
        <>
          <Rows list={address} orders={data.items} filters={filters} />
          <CursorPages
            dense
            firstHref={filters.cursor === undefined ? undefined : ordersAddress({ ...filters, cursor: undefined })}
            nextHref={data.nextCursor === null ? undefined : ordersAddress({ ...filters, cursor: data.nextCursor })}
          />
        </>
      ) : (
        error === null && <ListSkeleton rows={orderPageSize} />
      )}
    </>
  );
}

function listTitle({ status, query, tag, held }: OrderFilters): string {
  if (query !== undefined) return `“${query}” in orders`;
  if (held) return "Orders on hold";
  if (tag !== undefined) return `Orders tagged ${tag}`;
  return status === undefined ? "Orders" : `${orderStates[status].word} orders`;
}

function Filters({ filters }: { readonly filters: OrderFilters }) {
  const { cursor: _elsewhere, ...kept } = filters;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-3">
      <SearchBox
        label="Order number or e-mail"
        value={filters.query}
        hrefFor={(query) => ordersAddress({ ...kept, query })}
      />
      <FilterChips
        label="Status"
        options={[{ value: undefined, label: "All" }, ...options(orderStates)]}
        chosen={filters.status}
        hrefFor={(status) => ordersAddress({ ...kept, status })}
      />
      <FilterChips
        label="Payment"
        options={[{ value: undefined, label: "Any" }, ...options(paymentStates)]}
        chosen={filters.paymentStatus}
        hrefFor={(paymentStatus) => ordersAddress({ ...kept, paymentStatus })}
      />
      <FilterChips
        label="Hold"
        options={[
          { value: undefined, label: "All orders" },
          { value: "1", label: "On hold" },
        ]}
        chosen={filters.held ? "1" : undefined}
        hrefFor={(held) => ordersAddress({ ...kept, held: held === "1" ? true : undefined })}
      />
      <TagChips chosen={filters.tag} hrefFor={(tag) => ordersAddress({ ...kept, tag })} />
    </div>
  );
}

function options<T extends string>(states: Readonly<Record<T, { readonly word: string }>>) {
  return (Object.keys(states) as T[]).map((value) => ({ value, label: states[value].word }));
}

interface RowsProps {
  /** Names the list: its filters and page. */
  readonly list: string;
  readonly orders: readonly OrderSummaryDto[];
  readonly filters: OrderFilters;
}

function Rows({ list, orders, filters }: RowsProps) {
  const { shown, waiting, arrived, letIn, area } = useCalmRows(list, orders);
  if (shown.length === 0) return <NoOrders filters={filters} />;
  return (
    <div {...area}>
      <WaitingRows count={waiting} one="new order" letIn={letIn} />
      <ListTable label="Orders">
        <thead>
          <tr>
            <ListHead className="w-17 md:w-28">Number</ListHead>
            <ListHead>Customer</ListHead>
            <ListHead className="w-27 md:w-32">Status</ListHead>
            <ListHead className="hidden w-36 lg:table-cell">Payment</ListHead>
            <ListHead className="hidden w-20 text-right lg:table-cell">Items</ListHead>
            <ListHead className="hidden w-32 md:table-cell">Placed</ListHead>
            <ListHead className="w-23 text-right md:w-28">Total</ListHead>
          </tr>
        </thead>
        <tbody>
          {shown.map((order) => (
            <OrderRow key={order.id} order={order} arrived={arrived.has(order.id)} />
          ))}
        </tbody>
      </ListTable>
    </div>
  );
}

function OrderRow({ order, arrived }: { readonly order: OrderSummaryDto; readonly arrived: boolean }) {
  return (
    <ListRow arrived={arrived}>
      <ListCell className="figures">
        <RowLink href={`/admin/orders/${order.id}`}>{order.number}</RowLink>
      </ListCell>
      <ListCell title={order.email}>
        {order.customerName ?? order.email}
        {order.customerName !== null && <span className="hidden text-muted lg:inline"> {order.email}</span>}
        {order.tags.map((tag) => (
          <span key={tag} className="ml-1.5 rounded-full bg-sunken px-2 py-0.5 text-12 text-muted">
            {tag}
          </span>
        ))}
      </ListCell>
      <ListCell>
        <RowStatus order={order} />
      </ListCell>
      <ListCell className="hidden lg:table-cell">
        <PaymentStatus status={order.paymentStatus} />
      </ListCell>
      <ListCell className="figures hidden text-right lg:table-cell">{order.itemCount}</ListCell>
      <ListCell className="hidden text-muted md:table-cell">
        <RelativeTime instant={order.placedAt} className="relative z-1" />
      </ListCell>
      <ListCell className="figures text-right">{formatMoney(order.total)}</ListCell>
    </ListRow>
  );
}

/** What somebody has to look at goes before where the order is. */
function RowStatus({ order }: { readonly order: OrderSummaryDto }) {
  if (order.openShortfalls > 0) return <Status tone="danger">To settle</Status>;
  if (order.heldAt !== null && order.status !== "cancelled") return <Status tone="warning">On hold</Status>;
  return <OrderStatus status={order.status} />;
}

function NoOrders({
  filters: { query, status, paymentStatus, tag, held, cursor },
}: {
  readonly filters: OrderFilters;
}) {
  const filtered = [query, status, paymentStatus, tag, held, cursor].some((filter) => filter !== undefined);
  if (!filtered) {
    return (
      <EmptyList title="No orders yet">
        Orders appear here the moment somebody buys in the shop or sends one to the API. Nothing needs to be reloaded.
      </EmptyList>
    );
  }
  return (
    <EmptyList
      title="No order fits"
      action={
        <Link href="/admin/orders" className={buttonClass({ kind: "secondary", size: "small" })}>
          Show all orders
        </Link>
      }
    >
      Nothing has this search and these filters together. An order’s number, and any part of an e-mail, find it.
    </EmptyList>
  );
}
