"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import type { DeliveryDto, EndpointDto } from "@cartwright/api/schemas";

import { buttonClass } from "#components/ui/button-class.ts";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { Status } from "#components/ui/status.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { FilterChips } from "../list/filter-chips.tsx";
import { ListSkeleton } from "../list/list-skeleton.tsx";
import { ListCell, ListHead, ListRow, ListTable } from "../list/list-table.tsx";
import { RowLink } from "../list/row-link.tsx";
import { useCalmRows } from "../list/use-calm-rows.ts";
import { WaitingRows } from "../list/waiting-rows.tsx";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { deliveryAddress, deliveryListInput, type DeliveryFilters } from "./delivery-filters.ts";
import { deliveryStates } from "./delivery-states.ts";

interface DeliveryLogProps {
  readonly endpoint: EndpointDto;
  readonly filters: DeliveryFilters;
}

/** What was sent to a callback, the newest first, with how it went. */
export function DeliveryLog({ endpoint: { id, event }, filters }: DeliveryLogProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.callbacks.deliveries.queryOptions(deliveryListInput(id, filters), {
      // Deliveries are no events themselves: ask often while some are under way.
      refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 1000 : 4000),
    }),
  );
  const options = Object.entries(deliveryStates).map(([value, { word }]) => ({
    value: value as keyof typeof deliveryStates,
    label: word,
  }));
  return (
    <>
      <div className="mb-3">
        <FilterChips
          label="State"
          options={[{ value: undefined, label: "All" }, ...options]}
          chosen={filters.state}
          hrefFor={(state) => deliveryAddress(id, { state })}
        />
      </div>
      <FailureNotice error={error} title="The log could not be read" onRetry={() => void refetch()} />
      {data ? (
        <>
          <Rows endpointId={id} event={event} deliveries={data.items} filters={filters} />
          <CursorPages
            dense
            firstHref={filters.cursor === undefined ? undefined : deliveryAddress(id, { state: filters.state })}
            nextHref={
              data.nextCursor === null
                ? undefined
                : deliveryAddress(id, { state: filters.state, cursor: data.nextCursor })
            }
          />
        </>
      ) : (
        error === null && <ListSkeleton rows={10} />
      )}
    </>
  );
}

function isUnderWay({ state }: DeliveryDto): boolean {
  return state === "pending" || state === "sending";
}

interface RowsProps {
  readonly endpointId: string;
  readonly event: string;
  readonly deliveries: readonly DeliveryDto[];
  readonly filters: DeliveryFilters;
}

function Rows({ endpointId, event, deliveries, filters }: RowsProps) {
  const list = deliveryAddress(endpointId, { ...filters, delivery: undefined });
  const { shown, waiting, arrived, letIn, area } = useCalmRows(list, deliveries);
  if (shown.length === 0) {
    return filters.state === undefined ? (
      <EmptyList title="Nothing was sent yet">
        The next {event === "*" ? "event" : event} is sent within a second and listed here. “Send test” makes one now.
      </EmptyList>
    ) : (
      <EmptyList
        title={`Nothing is ${deliveryStates[filters.state].word.toLowerCase()}`}
        action={
          <Link href={deliveryAddress(endpointId, {})} className={buttonClass({ kind: "secondary", size: "small" })}>
            Show all deliveries
          </Link>
        }
      >
        Deliveries in this state are listed here.
      </EmptyList>
    );
  }
  return (
    <div {...area}>
      <WaitingRows count={waiting} one="new delivery" many="new deliveries" letIn={letIn} />
      <ListTable label="Deliveries">
        <thead>
          <tr>
            <ListHead className="w-40 md:w-52">Event</ListHead>
            <ListHead className="w-28">State</ListHead>
            <ListHead className="hidden w-20 text-right md:table-cell">Tries</ListHead>
            <ListHead>Last answer</ListHead>
            <ListHead className="hidden w-28 sm:table-cell">Made</ListHead>
          </tr>
        </thead>
        <tbody>
          {shown.map((delivery) => (
            <ListRow key={delivery.id} arrived={arrived.has(delivery.id)}>
              <ListCell>
                <RowLink href={deliveryAddress(endpointId, { ...filters, delivery: delivery.id })}>
                  {delivery.event}
                </RowLink>
                {delivery.replayNo > 0 && <span className="text-muted"> replay {delivery.replayNo}</span>}
              </ListCell>
              <ListCell>
                <Status tone={deliveryStates[delivery.state].tone}>{deliveryStates[delivery.state].word}</Status>
              </ListCell>
              <ListCell className="figures hidden text-right md:table-cell">{delivery.attempt}</ListCell>
              <ListCell className="text-muted" title={delivery.lastError ?? undefined}>
                <LastAnswer delivery={delivery} />
              </ListCell>
              <ListCell className="hidden text-muted sm:table-cell">
                <RelativeTime instant={delivery.createdAt} className="relative z-1" />
              </ListCell>
            </ListRow>
          ))}
        </tbody>
      </ListTable>
    </div>
  );
}

function LastAnswer({ delivery: { state, lastStatus, lastError, nextAttemptAt } }: { readonly delivery: DeliveryDto }) {
  const answer = lastStatus === null ? lastError : `${lastStatus}${lastError === null ? "" : ` ${lastError}`}`;
  if (state === "retrying" && nextAttemptAt !== null) {
    return (
      <>
        {answer ?? "No answer"}; next try <RelativeTime instant={nextAttemptAt} />
      </>
    );
  }
  return answer ?? "";
}
