"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { SyncKind } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { Panel } from "../../parts/panel.tsx";
import { RelativeTime } from "../../parts/relative-time.tsx";
import { kindWords } from "./sync-words.ts";

interface FailedItemsProps {
  readonly kind: SyncKind;
  readonly integrationId: string;
}

/** What could not be brought over, and why; nothing while all of it was. */
export function FailedItems({ kind, integrationId }: FailedItemsProps) {
  const trpc = useTRPC();
  const [after, setAfter] = useState<string | undefined>(undefined);
  const { data } = useQuery(
    trpc.sync.failedItems.queryOptions({ integrationId, kind, cursor: after, limit: 20 }, { refetchInterval: 15_000 }),
  );
  if (data === undefined || (data.items.length === 0 && after === undefined)) return null;
  return (
    <div id="failed-items">
      <Panel title={`${kindWords[kind]} that could not be brought over`} flush>
        <p className="px-4 pt-3 text-muted">
          Correct them at Shopify, or here where a name is taken. The next sync tries again by itself.
        </p>
        <ul className="divide-y divide-line">
          {data.items.map(({ externalId, title, error, shopUpdatedAt }) => (
            <li key={externalId} className="grid gap-x-4 px-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_auto]">
              <span className="min-w-0 break-words font-medium">{title}</span>
              <span className="figures text-12 text-muted">
                changed <RelativeTime instant={shopUpdatedAt} />
              </span>
              <span className="min-w-0 break-words whitespace-pre-line text-danger">{error}</span>
            </li>
          ))}
        </ul>
        {data.nextCursor !== null && (
          <div className="border-t border-line px-4 py-2">
            <Button kind="quiet" size="small" onClick={() => setAfter(data.nextCursor ?? undefined)}>
              More
            </Button>
          </div>
        )}
      </Panel>
    </div>
  );
}
