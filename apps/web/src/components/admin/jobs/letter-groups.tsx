"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import type { DeadLetterGroupDto } from "@cartwright/api/schemas";

import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { countWords } from "../parts/count-words.ts";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useMay } from "../shell/member.tsx";
import { lettersAddress } from "./letter-filters.ts";
import { SettleButtons } from "./settle-buttons.tsx";

/** Dead letters by cause, the most frequent first: one decision for all that failed for one reason. */
export function LetterGroups() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.jobs.deadLetterGroups.queryOptions(undefined, { refetchInterval: 4_000 }),
  );
  if (!data) {
    return error ? (
      <FailureNotice error={error} title="The dead letters could not be read" onRetry={() => void refetch()} />
    ) : (
      <ListSkeleton rows={6} />
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyList title="Nothing was given up on">
        A job, event, callback or webhook is listed here when every try failed. It stays until somebody has it done
        again or lets it go.
      </EmptyList>
    );
  }
  return (
    <ul aria-label="Causes" className="rounded-admin border border-line bg-surface">
      {data.items.map((group) => (
        <Group key={`${group.kind} ${group.name} ${group.cause}`} group={group} />
      ))}
    </ul>
  );
}

function Group({ group }: { readonly group: DeadLetterGroupDto }) {
  const { kind, name, cause, label, count, firstAt, lastAt } = group;
  const mayWrite = useMay("jobs:write");
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-72">
        <p className="[overflow-wrap:anywhere]">
          <Link
            href={lettersAddress({ kind, name, cause })}
            data-row
            className="font-medium underline decoration-edge underline-offset-4 hover:decoration-ink"
          >
            {label ?? name}
          </Link>{" "}
          <span className="text-muted">{kind}</span>
        </p>
        <p className="mt-0.5 line-clamp-3 font-mono text-12 [overflow-wrap:anywhere]">{cause}</p>
        <p className="figures mt-0.5 text-12 text-muted">
          {countWords(count, "dead letter")}, the last <RelativeTime instant={lastAt} />
          {count > 1 && (
            <>
              , the first <RelativeTime instant={firstAt} />
            </>
          )}
        </p>
      </div>
      {mayWrite && <SettleButtons letters={{ kind, name, cause }} count={count} again={kind !== "integrity"} />}
    </li>
  );
}
