"use client";

import Link from "next/link";

import type { OrderSummaryDto } from "@cartwright/api/schemas";

import { formatMoney } from "#lib/money.ts";

import { ListCell, ListHead, ListRow } from "../list/list-table.tsx";
import { RowLink } from "../list/row-link.tsx";
import { useCalmRows } from "../list/use-calm-rows.ts";
import { WaitingRows } from "../list/waiting-rows.tsx";
import { OrderStatus } from "../orders/order-status.tsx";
import { EmptyList } from "../parts/empty-list.tsx";
import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";

/** The latest orders; a new one slides in within a second, unless somebody is about to press a row. */
export function RecentOrders({ orders }: { readonly orders: readonly OrderSummaryDto[] }) {
  const { shown, waiting, arrived, letIn, area } = useCalmRows("recent", orders);
  return (
    <Panel
      title="Latest orders"
      flush
      aside={
        <Link href="/admin/orders" className="text-accent hover:underline">
          All orders
        </Link>
      }
    >
      {shown.length === 0 ? (
        <EmptyList title="No orders yet">
          Orders appear here the moment somebody buys. Nothing needs to be reloaded.
        </EmptyList>
      ) : (
        <div {...area}>
          <WaitingRows count={waiting} one="new order" letIn={letIn} />
          <table aria-label="Latest orders" className="w-full table-fixed border-separate border-spacing-0">
            {/* A head that is only heard gives its columns no width. */}
            <colgroup>
              <col className="w-17 md:w-24" />
              <col />
              <col className="w-27" />
              <col className="hidden w-28 sm:table-column" />
              <col className="w-23 md:w-24" />
            </colgroup>
            <thead className="sr-only">
              <tr>
                <ListHead>Number</ListHead>
                <ListHead>Customer</ListHead>
                <ListHead>Status</ListHead>
                <ListHead className="hidden sm:table-cell">Placed</ListHead>
                <ListHead>Total</ListHead>
              </tr>
            </thead>
            <tbody>
              {shown.map((order) => (
                <ListRow key={order.id} arrived={arrived.has(order.id)}>
                  <ListCell className="figures">
                    <RowLink href={`/admin/orders/${order.id}`}>{order.number}</RowLink>
                  </ListCell>
                  <ListCell title={order.email}>{order.customerName ?? order.email}</ListCell>
                  <ListCell>
                    <OrderStatus status={order.status} />
                  </ListCell>
                  <ListCell className="hidden text-muted sm:table-cell">
                    <RelativeTime instant={order.placedAt} />
                  </ListCell>
                  <ListCell className="figures text-right">{formatMoney(order.total)}</ListCell>
                </ListRow>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
