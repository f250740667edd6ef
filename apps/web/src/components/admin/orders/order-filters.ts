import { addressOf, readChoice, readParam, type SearchParams } from "../parts/search-params.ts";
import { orderStates, paymentStates } from "./order-states.ts";

/** What narrows the list of orders, as its address says it. */
export interface OrderFilters {
  readonly query: string | undefined;
  readonly status: keyof typeof orderStates | undefined;
  readonly paymentStatus: keyof typeof paymentStates | undefined;
  readonly tag: string | undefined;
  /** Only those on hold. */
  readonly held: boolean | undefined;
  readonly cursor: string | undefined;
}

/** Rows of a page. */
export const orderPageSize = 25;

export function readOrderFilters(params: Awaited<SearchParams>): OrderFilters {
  return {
    query: readParam(params, "q")?.slice(0, 200),
    status: readChoice(params, "status", keysOf(orderStates)),
    paymentStatus: readChoice(params, "payment", keysOf(paymentStates)),
    tag: readParam(params, "tag")?.slice(0, 40),
    held: readParam(params, "hold") === "1" ? true : undefined,
    cursor: readParam(params, "cursor"),
  };
}

/** The address of the list with these filters. Another filter begins at its first page. */
export function ordersAddress({ query, status, paymentStatus, tag, held, cursor }: Partial<OrderFilters>): string {
  return addressOf("/admin/orders", {
    q: query,
    status,
    payment: paymentStatus,
    tag,
    hold: held ? "1" : undefined,
    cursor,
  });
}

function keysOf<T extends string>(record: Readonly<Record<T, unknown>>): T[] {
  return Object.keys(record) as T[];
}
