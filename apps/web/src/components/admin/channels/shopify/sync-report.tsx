"use client";

import { useQuery } from "@tanstack/react-query";

import type { SyncReportDto } from "@cartwright/api/schemas";

import { Skeleton } from "#components/ui/skeleton.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { FailureNotice } from "../../parts/failure-notice.tsx";
import { diffWords, fieldWords } from "./sync-words.ts";

const numbers = new Intl.NumberFormat("en-IE");

/** What one run changed: the counts, the first of its changes, the first of what failed. */
export function SyncReport({ syncJobId }: { readonly syncJobId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.sync.status.queryOptions({ syncJobId }));
  return (
    <div className="grid gap-3 px-4 pt-1 pb-4">
      <FailureNotice error={error} title="The report could not be read" onRetry={() => void refetch()} />
      {data ? <Report report={data} /> : error === null && <Skeleton className="h-20" />}
    </div>
  );
}

function Report({ report }: { readonly report: SyncReportDto }) {
  const { errorMessage, unchanged, changes, errorSamples, errors } = report;
  return (
    <>
      {errorMessage !== null && <p className="break-words text-danger">{errorMessage}</p>}
      <p className="text-muted">
        {diffWords(report)}; {numbers.format(unchanged)} unchanged
      </p>
      {changes.length > 0 && (
        <ul aria-label="Changes" className="grid gap-1">
          {changes.map((change) => (
            <li key={`${change.change} ${change.externalId}`} className="flex flex-wrap gap-x-2">
              <span className="w-16 text-muted">{change.change}</span>
              <span className="min-w-0 break-words">{change.title ?? change.externalId}</span>
              {change.change === "updated" && <span className="text-muted">{fieldWords(change)}</span>}
            </li>
          ))}
        </ul>
      )}
      {errorSamples.length > 0 && (
        <ul aria-label="Failed items" className="grid gap-1">
          {errorSamples.map(({ externalId, message }) => (
            <li key={`${externalId} ${message}`} className="break-words">
              <span className="text-danger">failed</span> <span className="text-muted">{externalId}</span> {message}
            </li>
          ))}
          {errors > errorSamples.length && (
            <li className="text-muted">and {numbers.format(errors - errorSamples.length)} more</li>
          )}
        </ul>
      )}
    </>
  );
}
