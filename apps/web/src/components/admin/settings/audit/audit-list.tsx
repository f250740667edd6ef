"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import { buttonClass } from "#components/ui/button-class.ts";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { FilterChips } from "../../list/filter-chips.tsx";
import { ListSkeleton } from "../../list/list-skeleton.tsx";
import { SearchBox } from "../../list/search-box.tsx";
import { EmptyList } from "../../parts/empty-list.tsx";
import { FailureNotice } from "../../parts/failure-notice.tsx";
import { useRememberList } from "../../parts/list-memory.ts";
import { useTitle } from "../../parts/use-title.ts";
import { SettingsHead } from "../settings-head.tsx";
import { AuditEntry } from "./audit-entry.tsx";
import {
  auditAddress,
  type AuditFilters,
  auditListInput,
  exportAddress,
  sinceWords,
  whoWords,
} from "./audit-filters.ts";

/** Who changed what, the newest first. */
export function AuditList({ filters }: { readonly filters: AuditFilters }) {
  const trpc = useTRPC();
  useRememberList("/admin/settings/audit", auditAddress(filters));
  const { data, error, refetch } = useQuery(trpc.admin.audit.list.queryOptions(auditListInput(filters)));
  useTitle(filters.query === undefined ? "Audit log" : `“${filters.query}” in the audit log`);
  return (
    <>
      <SettingsHead room="Audit log" actions={<Exports filters={filters} />} />
      <Filters filters={filters} />
      <FailureNotice error={error} title="The audit log could not be read" onRetry={() => void refetch()} />
      {data && data.items.length === 0 && <NoEntries />}
      {data && data.items.length > 0 && (
        <>
          <ul aria-label="Changes" className="rounded-admin border border-line bg-surface">
            {data.items.map((entry) => (
              <AuditEntry key={entry.id} entry={entry} />
            ))}
          </ul>
          <CursorPages
            dense
            firstHref={filters.cursor === undefined ? undefined : auditAddress({ ...filters, cursor: undefined })}
            nextHref={data.nextCursor === null ? undefined : auditAddress({ ...filters, cursor: data.nextCursor })}
          />
        </>
      )}
      {!data && error === null && <ListSkeleton rows={10} />}
    </>
  );
}

function Exports({ filters }: { readonly filters: AuditFilters }) {
  const look = buttonClass({ kind: "secondary", size: "medium" });
  return (
    <>
      <a href={exportAddress(filters, "csv")} download className={look}>
        Export CSV
      </a>
      <a href={exportAddress(filters, "ndjson")} download className={look}>
        Export JSON
      </a>
    </>
  );
}

function Filters({ filters }: { readonly filters: AuditFilters }) {
  const { cursor: _elsewhere, ...kept } = filters;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-3">
      <SearchBox
        label="Action, id or request"
        value={filters.query}
        hrefFor={(query) => auditAddress({ ...kept, query })}
      />
      <FilterChips
        label="By"
        options={[{ value: undefined, label: "Anybody" }, ...optionsOf(whoWords)]}
        chosen={filters.who}
        hrefFor={(who) => auditAddress({ ...kept, who })}
      />
      <FilterChips
        label="Since"
        options={[{ value: undefined, label: "Ever" }, ...optionsOf(sinceWords)]}
        chosen={filters.since}
        hrefFor={(since) => auditAddress({ ...kept, since })}
      />
    </div>
  );
}

function optionsOf<T extends string>(words: Readonly<Record<T, string>>): { value: T; label: string }[] {
  return (Object.entries(words) as [T, string][]).map(([value, label]) => ({ value, label }));
}

function NoEntries() {
  return (
    <EmptyList
      title="Nothing fits"
      action={
        <Link href="/admin/settings/audit" className={buttonClass({ kind: "secondary", size: "small" })}>
          Show all changes
        </Link>
      }
    >
      An action is written like order.cancelled, or order.* for all about orders. The id of an order, a product or
      anything else finds what was done to it, a request’s id what came of one call.
    </EmptyList>
  );
}
