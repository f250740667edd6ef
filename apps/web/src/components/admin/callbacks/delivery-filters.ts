import { addressOf, readChoice, readParam, type SearchParams } from "../parts/search-params.ts";
import { deliveryStates } from "./delivery-states.ts";

/** What narrows the log of a callback, and which of its deliveries is open. */
export interface DeliveryFilters {
  readonly state: keyof typeof deliveryStates | undefined;
  readonly cursor: string | undefined;
  readonly delivery: string | undefined;
}

export function readDeliveryFilters(params: Awaited<SearchParams>): DeliveryFilters {
  const states = Object.keys(deliveryStates) as (keyof typeof deliveryStates)[];
  return {
    state: readChoice(params, "state", states),
    cursor: readParam(params, "cursor"),
    delivery: /^[\da-f-]{36}$/.exec(readParam(params, "delivery") ?? "")?.[0],
  };
}

/** The address of a callback's log with these filters. */
export function deliveryAddress(id: string, { state, cursor, delivery }: Partial<DeliveryFilters>): string {
  return addressOf(`/admin/callbacks/${id}`, { state, cursor, delivery });
}

/** What the API is asked for these filters. */
export function deliveryListInput(id: string, { state, cursor }: DeliveryFilters) {
  return { id, state, cursor, limit: 25 };
}
