import { addressOf, readChoice, readParam, type SearchParams } from "../parts/search-params.ts";
import { messageStates } from "./message-states.ts";

/** What narrows the inbox, as its address says it. */
export interface InboxFilters {
  /** The beginning of the sender's id. */
  readonly query: string | undefined;
  readonly source: string | undefined;
  readonly state: keyof typeof messageStates | undefined;
  readonly cursor: string | undefined;
}

export function readInboxFilters(params: Awaited<SearchParams>): InboxFilters {
  const states = Object.keys(messageStates) as (keyof typeof messageStates)[];
  return {
    query: readParam(params, "q")?.slice(0, 200),
    source: readParam(params, "source")?.slice(0, 100),
    state: readChoice(params, "state", states),
    cursor: readParam(params, "cursor"),
  };
}

/** The address of the inbox with these filters. Another filter begins at its first page. */
export function inboxAddress({ query, source, state, cursor }: Partial<InboxFilters>): string {
  return addressOf("/admin/webhooks", { q: query, source, state, cursor });
}

/** What the API is asked for these filters. */
export function inboxListInput({ query, source, state, cursor }: InboxFilters) {
  return { externalId: query, source, state, cursor, limit: 25 };
}
