"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import type { InboxMessageDto } from "@cartwright/api/schemas";

import { buttonClass } from "#components/ui/button-class.ts";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { Status } from "#components/ui/status.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { CallbacksHead } from "../callbacks/callbacks-head.tsx";
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
import { RelativeTime } from "../parts/relative-time.tsx";
import { useTitle } from "../parts/use-title.ts";
import { inboxAddress, inboxListInput, type InboxFilters } from "./inbox-filters.ts";
import { messageStates } from "./message-states.ts";

/** What others told us, the newest first, with what came of it. */
export function InboxList({ filters }: { readonly filters: InboxFilters }) {
  const trpc = useTRPC();
  const address = inboxAddress(filters);
  useRememberList("/admin/webhooks", address);
  const { data, error, refetch } = useQuery(
    trpc.admin.webhooks.list.queryOptions(inboxListInput(filters), { refetchInterval: 3000 }),
  );
  useTitle(listTitle(filters));
  return (
    <>
      <CallbacksHead room="Webhooks" />
      <Filters filters={filters} />
      <FailureNotice error={error} title="The inbox could not be read" onRetry={() => void refetch()} />
      {data ? (
        <>
          <Rows list={address} messages={data.items} filters={filters} />
          <CursorPages
            dense
            firstHref={filters.cursor === undefined ? undefined : inboxAddress({ ...filters, cursor: undefined })}
            nextHref={data.nextCursor === null ? undefined : inboxAddress({ ...filters, cursor: data.nextCursor })}
          />
        </>
      ) : (
        error === null && <ListSkeleton rows={10} />
      )}
    </>
  );
}

function listTitle({ state, query }: InboxFilters): string {
  if (query !== undefined) return `“${query}” in webhooks`;
  return state === undefined ? "Webhooks" : `${messageStates[state].word} webhooks`;
}

function Filters({ filters }: { readonly filters: InboxFilters }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.admin.webhooks.sources.queryOptions());
  const { cursor: _elsewhere, ...kept } = filters;
  const states = Object.keys(messageStates) as (keyof typeof messageStates)[];
  const sources = [...new Set([...(data?.sources ?? []), ...(filters.source === undefined ? [] : [filters.source])])];
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-3">
      <SearchBox label="Sender’s id" value={filters.query} hrefFor={(query) => inboxAddress({ ...kept, query })} />
      <FilterChips
        label="State"
        options={[
          { value: undefined, label: "All" },
          ...states.map((value) => ({ value, label: messageStates[value].word })),
        ]}
        chosen={filters.state}
        hrefFor={(state) => inboxAddress({ ...kept, state })}
      />
      <FilterChips
        label="From"
        options={[{ value: undefined, label: "Anybody" }, ...sources.map((value) => ({ value, label: value }))]}
        chosen={filters.source}
        hrefFor={(source) => inboxAddress({ ...kept, source })}
      />
    </div>
  );
}

interface RowsProps {
  /** Names the list: its filters and page. */
  readonly list: string;
  readonly messages: readonly InboxMessageDto[];
  readonly filters: InboxFilters;
}

function Rows({ list, messages, filters }: RowsProps) {
  const { shown, waiting, arrived, letIn, area } = useCalmRows(list, messages);
  if (shown.length === 0) return <NoMessages filters={filters} />;
  return (
    <div {...area}>
      <WaitingRows count={waiting} one="new webhook" letIn={letIn} />
      <ListTable label="Webhooks">
        <thead>
          <tr>
            <ListHead className="w-24 md:w-32">From</ListHead>
            <ListHead>Topic</ListHead>
            <ListHead className="w-25 md:w-32">State</ListHead>
            <ListHead className="hidden w-56 lg:table-cell">Sender’s id</ListHead>
            <ListHead className="hidden w-32 sm:table-cell">Received</ListHead>
          </tr>
        </thead>
        <tbody>
          {shown.map((message) => (
            <MessageRow key={message.id} message={message} arrived={arrived.has(message.id)} />
          ))}
        </tbody>
      </ListTable>
    </div>
  );
}

function MessageRow({ message, arrived }: { readonly message: InboxMessageDto; readonly arrived: boolean }) {
  const { tone, word } = messageStates[message.state];
  return (
    <ListRow arrived={arrived}>
      <ListCell>{message.source}</ListCell>
      <ListCell title={message.error ?? message.topic}>
        <RowLink href={`/admin/webhooks/${message.id}`}>{message.topic}</RowLink>
        {message.error !== null && <span className="hidden text-muted md:inline"> {message.error}</span>}
      </ListCell>
      <ListCell>
        <Status tone={tone}>{word}</Status>
      </ListCell>
      <ListCell className="hidden font-mono text-12 text-muted lg:table-cell" title={message.externalId}>
        {message.externalId}
      </ListCell>
      <ListCell className="hidden text-muted sm:table-cell">
        <RelativeTime instant={message.receivedAt} className="relative z-1" />
      </ListCell>
    </ListRow>
  );
}

function NoMessages({ filters: { query, source, state, cursor } }: { readonly filters: InboxFilters }) {
  const filtered = [query, source, state, cursor].some((filter) => filter !== undefined);
  if (!filtered) {
    return (
      <EmptyList title="Nobody has told us anything yet">
        A payment provider, a carrier or another system tells us here when something happened on its side. Give it the
        address /api/webhooks/ followed by its name; each message is checked, stored once and applied by a job.
      </EmptyList>
    );
  }
  return (
    <EmptyList
      title={state === "failed" && query === undefined ? "No webhook has failed" : "No webhook fits"}
      action={
        <Link href="/admin/webhooks" className={buttonClass({ kind: "secondary", size: "small" })}>
          Show all webhooks
        </Link>
      }
    >
      Nothing has this search and these filters together. The beginning of the id that its sender gave a message finds
      it.
    </EmptyList>
  );
}
