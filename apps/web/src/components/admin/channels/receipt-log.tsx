"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import type { StoreLogDto } from "@cartwright/api/schemas";

import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { Status, type StatusTone } from "#components/ui/status.tsx";
import { formatMoney } from "#lib/money.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { ListCell, ListHead, ListRow, ListTable } from "../list/list-table.tsx";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { addressOf } from "../parts/search-params.ts";

export const receiptPageSize = 25;

const states: Readonly<Record<StoreLogDto["status"], { readonly tone: StatusTone; readonly word: string }>> = {
  pending: { tone: "neutral", word: "Asking" },
  success: { tone: "good", word: "Imported" },
  failed: { tone: "danger", word: "Refused" },
  rate_limited: { tone: "warning", word: "Rate limited" },
};

interface ReceiptLogProps {
  readonly storeId: string;
  readonly cursor: string | undefined;
}

/** What was to be imported from a store, the last that was asked about first. */
export function ReceiptLog({ storeId, cursor }: ReceiptLogProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.stores.logs.queryOptions({ id: storeId, cursor, limit: receiptPageSize }, { refetchInterval: 5_000 }),
  );
  const address = `/admin/channels/stores/${storeId}`;
  if (!data) {
    return error ? (
      <FailureNotice error={error} title="The receipts could not be read" onRetry={() => void refetch()} />
    ) : (
      <ListSkeleton rows={8} />
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyList title="Nothing has come from it yet">
        Each order that the marketplace tells of, or whose receipt is given to us, is listed here with what came of it.
      </EmptyList>
    );
  }
  return (
    <div>
      <ListTable label="Receipts">
        <thead>
          <tr>
            <ListHead>Receipt</ListHead>
            <ListHead className="w-32">State</ListHead>
            <ListHead className="hidden w-28 text-right sm:table-cell">Amount</ListHead>
            <ListHead className="hidden w-32 sm:table-cell">Asked</ListHead>
          </tr>
        </thead>
        <tbody>
          {data.items.map((log) => (
            <Receipt key={log.id} log={log} />
          ))}
        </tbody>
      </ListTable>
      <CursorPages
        dense
        firstHref={cursor === undefined ? undefined : address}
        nextHref={data.nextCursor === null ? undefined : addressOf(address, { cursor: data.nextCursor })}
      />
    </div>
  );
}

function Receipt({ log }: { readonly log: StoreLogDto }) {
  const { tone, word } = states[log.status];
  return (
    <ListRow>
      <ListCell title={log.error ?? log.receipt}>
        {log.orderId === null ? (
          <span className="figures">{log.receipt}</span>
        ) : (
          <Link href={`/admin/orders/${log.orderId}`} data-row className="figures font-medium hover:underline">
            {log.receipt}
          </Link>
        )}
        {log.error !== null && <span className="text-muted"> {log.error}</span>}
      </ListCell>
      <ListCell>
        <Status tone={tone}>{word}</Status>
      </ListCell>
      <ListCell className="figures hidden text-right sm:table-cell">
        {log.amount === null ? "" : formatMoney(log.amount)}
      </ListCell>
      <ListCell className="hidden text-muted sm:table-cell">
        <RelativeTime instant={log.attemptedAt} />
      </ListCell>
    </ListRow>
  );
}
