"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import type { RuleSummaryDto } from "@cartwright/api/schemas";

import { buttonClass } from "#components/ui/button-class.ts";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { Status } from "#components/ui/status.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { CallbacksHead } from "../callbacks/callbacks-head.tsx";
import { ListSkeleton } from "../list/list-skeleton.tsx";
import { ListCell, ListHead, ListRow, ListTable } from "../list/list-table.tsx";
import { RowLink } from "../list/row-link.tsx";
import { countWords } from "../parts/count-words.ts";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { addressOf } from "../parts/search-params.ts";
import { useTitle } from "../parts/use-title.ts";
import { useMay } from "../shell/member.tsx";

const path = "/admin/automation";

/** What the shop does by itself, in the order in which it is asked. */
export function RulesList({ cursor }: { readonly cursor: string | undefined }) {
  const trpc = useTRPC();
  const mayWrite = useMay("rules:write");
  const { data, error, refetch } = useQuery(
    trpc.admin.automation.list.queryOptions({ cursor, limit: 50 }, { refetchInterval: 10_000 }),
  );
  const trouble = data?.items.filter(({ troubleToday }) => troubleToday > 0).length ?? 0;
  useTitle(trouble > 0 ? `${countWords(trouble, "rule")} in trouble` : "Rules");
  const add = mayWrite && (
    <Link href={`${path}/new`} className={buttonClass({ size: "medium" })}>
      Add rule
    </Link>
  );
  return (
    <>
      <CallbacksHead room="Rules" actions={add} />
      <FailureNotice error={error} title="The rules could not be read" onRetry={() => void refetch()} />
      {data ? <Rows rules={data.items} /> : error === null && <ListSkeleton rows={6} />}
      {data && (
        <CursorPages
          dense
          firstHref={cursor === undefined ? undefined : path}
          nextHref={data.nextCursor === null ? undefined : addressOf(path, { cursor: data.nextCursor })}
        />
      )}
    </>
  );
}

function Rows({ rules }: { readonly rules: readonly RuleSummaryDto[] }) {
  if (rules.length === 0) {
    return (
      <EmptyList
        title="The shop does nothing by itself yet"
        action={
          <Link href={`${path}/templates`} className={buttonClass({ kind: "secondary", size: "small" })}>
            Look at the templates
          </Link>
        }
      >
        A rule says: when something happens, if this is true, then do that. Twelve templates are there to start from.
      </EmptyList>
    );
  }
  return (
    <ListTable label="Rules">
      <thead>
        <tr>
          <ListHead>Rule</ListHead>
          <ListHead className="hidden md:table-cell">Does</ListHead>
          <ListHead className="w-24">State</ListHead>
          <ListHead className="hidden w-24 text-right sm:table-cell">24 hours</ListHead>
          <ListHead className="hidden w-32 lg:table-cell">Acted last</ListHead>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <RuleRow key={rule.id} rule={rule} />
        ))}
      </tbody>
    </ListTable>
  );
}

function RuleRow({ rule }: { readonly rule: RuleSummaryDto }) {
  const { id, name, when, actions, firedToday, lastFiredAt } = rule;
  const [first, ...others] = actions;
  return (
    <ListRow>
      <ListCell title={when}>
        <RowLink href={`${path}/${id}`}>{name}</RowLink>
        <span className="block truncate text-12 text-muted">{when}</span>
      </ListCell>
      <ListCell className="hidden text-muted md:table-cell" title={actions.join(", ")}>
        {first}
        {others.length > 0 && ` and ${others.length} more`}
      </ListCell>
      <ListCell>
        <RuleState rule={rule} />
      </ListCell>
      <ListCell className="figures hidden text-right sm:table-cell">{firedToday === 0 ? "–" : firedToday}</ListCell>
      <ListCell className="hidden text-muted lg:table-cell">
        {lastFiredAt === null ? "Not yet" : <RelativeTime instant={lastFiredAt} className="relative z-1" />}
      </ListCell>
    </ListRow>
  );
}

function RuleState({ rule: { enabled, troubleToday } }: { readonly rule: RuleSummaryDto }) {
  if (!enabled) return <Status tone="neutral">Off</Status>;
  if (troubleToday > 0) return <Status tone="warning">Trouble</Status>;
  return <Status tone="good">On</Status>;
}
